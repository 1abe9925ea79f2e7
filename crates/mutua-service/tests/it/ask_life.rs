//! Whatever people do in whatever order, an ask and its pledges are never in a state that can't be.

use jiff::SignedDuration;
use mutua_domain::{
    id::{AskId, PersonId, PledgeId},
    life::{AskState, PledgeState},
};
use mutua_service::{
    Error,
    asks::{self, AskInput},
    pledges::{self, PledgeInput, ReplyInput},
    testing::{self, TestApp},
};
use mutua_storage::{Statement, Value, tables};
use proptest::prelude::*;

#[derive(Debug, Clone, Copy)]
enum Act {
    Pledge(usize),
    Accept(usize),
    Decline(usize),
    TakeBack(usize),
    Finish(usize),
    Met,
    Withdraw,
    Reopen,
    StillNeeded(bool),
    Widen,
    Later(i64),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let one = prop_oneof![
        3 => (0..4usize).prop_map(Act::Pledge),
        3 => (0..6usize).prop_map(Act::Accept),
        1 => (0..6usize).prop_map(Act::Decline),
        1 => (0..6usize).prop_map(Act::TakeBack),
        1 => (0..6usize).prop_map(Act::Finish),
        1 => Just(Act::Met),
        1 => Just(Act::Withdraw),
        1 => Just(Act::Reopen),
        1 => any::<bool>().prop_map(Act::StillNeeded),
        1 => Just(Act::Widen),
        1 => (1..20i64).prop_map(Act::Later),
    ];
    prop::collection::vec(one, 1..25)
}

static OPEN_REACH: Statement = same("SELECT COUNT(*) FROM ask_reach WHERE ask_id = $1 AND open = TRUE");
static ALL_REACH: Statement = same("SELECT COUNT(*) FROM ask_reach WHERE ask_id = $1");
static NEED: Statement = same("SELECT state FROM need WHERE ask_id = $1");
static DONE: Statement = same("UPDATE pledge SET state = 'done' WHERE id = $1 AND state = 'accepted'");

const fn same(sql: &'static str) -> Statement {
    Statement { name: "test", sqlite: sql, postgres: sql }
}

struct World {
    t: TestApp,
    asker: PersonId,
    others: Vec<PersonId>,
    ask: AskId,
    made: Vec<(PledgeId, PersonId)>,
}

impl World {
    async fn new() -> Self {
        let t = testing::apps().remove(0);
        let asker = t.person("Ana").await;
        let mut others = Vec::new();
        for name in ["Ben", "Cleo", "Dov"] {
            others.push(t.person(name).await);
        }
        let quarter = t.circle("Quarter", asker, &[], None).await;
        let street = t.circle("Street", asker, &others, Some(quarter)).await;
        let input = AskInput {
            title: "Soup".into(),
            kind: "practical".into(),
            helpers_wanted: Some("2".into()),
            circle: Some(street.to_string()),
            ..Default::default()
        };
        let ask = t.act(asker, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
        Self { t, asker, others, ask, made: Vec::new() }
    }

    /// Does one thing; that it is refused is fine.
    async fn act(&mut self, act: Act) -> Result<(), Error> {
        let (t, id, asker) = (&self.t, self.ask, self.asker);
        let pick = |n: usize| self.made.get(n % self.made.len().max(1)).copied();
        match act {
            Act::Pledge(n) => {
                let who = self.others.get(n).copied().unwrap_or(asker);
                let made = t.act(who, move |cx| pledges::pledge(cx, id, &PledgeInput::default())).await?;
                self.made.push((made.id, who));
            }
            Act::Accept(n) => {
                let Some((pledge, _)) = pick(n) else { return Ok(()) };
                t.act(asker, move |cx| pledges::accept(cx, pledge)).await?;
            }
            Act::Decline(n) => {
                let Some((pledge, _)) = pick(n) else { return Ok(()) };
                t.act(asker, move |cx| pledges::decline(cx, pledge, &ReplyInput::default())).await?;
            }
            Act::TakeBack(n) => {
                let Some((pledge, who)) = pick(n) else { return Ok(()) };
                t.act(who, move |cx| pledges::withdraw(cx, pledge, &ReplyInput::default())).await?;
            }
            Act::Finish(n) => {
                let Some((pledge, _)) = pick(n) else { return Ok(()) };
                t.act(None, move |cx| Ok(cx.tx.run(&DONE, &[Value::from(pledge)])?)).await?;
                t.act(None, move |cx| asks::settle(cx, id)).await?;
            }
            Act::Met => drop(t.act(asker, move |cx| asks::met(cx, id)).await?),
            Act::Withdraw => drop(t.act(asker, move |cx| asks::withdraw(cx, id)).await?),
            Act::Reopen => drop(t.act(asker, move |cx| asks::reopen(cx, id)).await?),
            Act::StillNeeded(yes) => drop(t.act(asker, move |cx| asks::still_needed(cx, id, yes)).await?),
            Act::Widen => drop(t.act(asker, move |cx| asks::widen(cx, id)).await?),
            Act::Later(days) => {
                t.later(SignedDuration::from_hours(24 * days));
                t.act(None, move |cx| asks::probe(cx, id)).await?;
                t.act(None, move |cx| asks::expire(cx, id)).await?;
            }
        }
        Ok(())
    }

    async fn look(&self) -> Snapshot {
        let id = self.ask;
        self.t
            .see(None, move |cx| {
                let ask = tables::asks::find(cx.tx, id)?.ok_or(Error::NotFound)?;
                let pledges = tables::pledges::of_ask(cx.tx, id, 1000)?;
                Ok(Snapshot {
                    state: ask.state,
                    wanted: ask.helpers_wanted,
                    pledges: pledges
                        .into_iter()
                        .map(|row| (row.pledge.id, row.pledge.person_id, row.pledge.state))
                        .collect(),
                    open: cx.tx.count(&OPEN_REACH, &[Value::from(id)])?,
                    reach: cx.tx.count(&ALL_REACH, &[Value::from(id)])?,
                    need: cx.tx.first::<(String,)>(&NEED, &[Value::from(id)])?.unwrap().0,
                })
            })
            .await
            .unwrap()
    }
}

#[derive(Debug, Clone)]
struct Snapshot {
    state: AskState,
    wanted: i64,
    pledges: Vec<(PledgeId, PersonId, PledgeState)>,
    open: i64,
    reach: i64,
    need: String,
}

impl Snapshot {
    fn check(&self, before: &Self, asker: PersonId) {
        assert!(before.state == self.state || before.state.may_become(self.state), "{before:?} {self:?}");
        assert!(self.reach >= before.reach, "a reach never shrinks behind its author's back");
        assert_eq!(self.open, if self.state == AskState::Open { self.reach } else { 0 });
        let need = match self.state {
            AskState::Open | AskState::Expired => "asked",
            AskState::Met => "met",
            AskState::Withdrawn => "let_go",
        };
        assert_eq!(self.need, need);
        let found = self
            .pledges
            .iter()
            .filter(|(_, _, state)| matches!(state, PledgeState::Accepted | PledgeState::Done))
            .count();
        assert!(i64::try_from(found).unwrap() <= self.wanted, "{self:?}");
        for (id, who, state) in &self.pledges {
            assert_ne!(*who, asker);
            let live = self.pledges.iter().filter(|(_, other, state)| other == who && state.is_live());
            assert!(live.count() <= 1, "{self:?}");
            if let Some((.., was)) = before.pledges.iter().find(|(other, ..)| other == id) {
                assert!(was == state || was.may_become(*state), "{was} {state}");
            }
            if self.state == AskState::Withdrawn {
                assert!(!state.is_live(), "{self:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn whatever_people_do_nothing_impossible_comes_of_it(acts in acts()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        runtime.block_on(async {
            let mut world = World::new().await;
            let mut before = world.look().await;
            for act in acts {
                match world.act(act).await {
                    Ok(()) | Err(Error::Conflict(_) | Error::Refused(_) | Error::NotFound) => {}
                    Err(error) => panic!("{act:?}: {error}"),
                }
                let now = world.look().await;
                now.check(&before, world.asker);
                before = now;
            }
        });
    }
}
