//! Helps, thanks and loans: each side's own word, what the circle reads, what is never counted.

use jiff::SignedDuration;
use mutua_domain::{
    id::{CircleId, HelpId, PersonId, PledgeId},
    life::{AskState, LoanState, Outcome, PledgeState, Side, ToldBy},
};
use mutua_service::{
    Error, PageInput, Result,
    asks::{self, AskInput},
    helps::{self, Finished, HelpQuery, HelpView, RecordInput, TellInput},
    loans::{self, LoanAnswer, LoanInput},
    pledges::{self, PledgeInput},
    testing::{self, TestApp},
    thanks::{self, ThanksAnswer, ThanksInput, ThanksView},
};
use mutua_storage::{Statement, Value};

static TOLD: Statement =
    same("SELECT what FROM notice WHERE person_id = $1 AND kind IN ('help', 'thanks') ORDER BY id");
static HELPS: Statement = same("SELECT COUNT(*) FROM help");
static BLOCK: Statement = same("INSERT INTO block (person_id, blocked_id, created_at) VALUES ($1, $2, 0)");

const fn same(sql: &'static str) -> Statement {
    Statement { name: "test", sqlite: sql, postgres: sql }
}

async fn told(t: &TestApp, who: PersonId) -> Vec<String> {
    let rows = t.see(None, move |cx| Ok(cx.tx.all::<(String,)>(&TOLD, &[Value::from(who)])?)).await.unwrap();
    rows.into_iter().map(|(what,)| what).collect()
}

fn outcome(outcome: &str, minutes: &str) -> TellInput {
    TellInput { outcome: Some(outcome.into()), minutes: Some(minutes.into()), ..Default::default() }
}

/// Ana asked, Ben promised, Ana accepted; Cleo is the steward.
struct Promise {
    ana: PersonId,
    ben: PersonId,
    cleo: PersonId,
    circle: CircleId,
    ask: mutua_domain::id::AskId,
    pledge: PledgeId,
}

async fn promise(t: &TestApp, kind: &'static str) -> Promise {
    let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
    let circle = t.circle("Linden Street", cleo, &[ana, ben], None).await;
    let input = AskInput {
        title: "A lift to the clinic".into(),
        kind: kind.into(),
        circle: Some(circle.to_string()),
        ..Default::default()
    };
    let ask = t.act(ana, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
    let pledge = t.act(ben, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap().id;
    t.act(ana, move |cx| pledges::accept(cx, pledge)).await.unwrap();
    Promise { ana, ben, cleo, circle, ask, pledge }
}

async fn finish(t: &TestApp, who: PersonId, pledge: PledgeId, input: TellInput) -> Result<Finished> {
    t.act(who, move |cx| helps::finish(cx, pledge, &input)).await
}

async fn show(t: &TestApp, who: PersonId, help: HelpId) -> Result<HelpView> {
    t.see(who, move |cx| helps::show(cx, help)).await
}

async fn tell(t: &TestApp, who: PersonId, help: HelpId, input: TellInput) -> Result<HelpView> {
    t.act(who, move |cx| helps::tell(cx, help, &input)).await
}

async fn agree(t: &TestApp, who: PersonId, help: HelpId) -> Result<HelpView> {
    t.act(who, move |cx| helps::agree(cx, help)).await
}

#[tokio::test]
async fn one_side_tells_and_the_other_agrees_in_one_tap() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let finished = finish(&t, p.ana, p.pledge, outcome("done", "40")).await.unwrap();
        assert_eq!((finished.side, finished.mine), (Side::Receiver, true));
        assert_eq!(told(&t, p.ben).await, ["help-told"]);
        let pledge = t.see(p.ben, move |cx| pledges::show(cx, p.pledge)).await.unwrap();
        assert_eq!(pledge.state, PledgeState::Done);
        let ask = t.see(p.ana, move |cx| asks::show(cx, p.ask)).await.unwrap();
        assert_eq!(ask.card.state, AskState::Met, "the ask is settled");
        let seen = show(&t, p.ben, finished.help).await.unwrap();
        assert!(seen.may.agree && !seen.may.thank && seen.told_by == ToldBy::Receiver);
        let agreed = agree(&t, p.ben, finished.help).await.unwrap();
        assert_eq!((agreed.told_by, agreed.told_differently), (ToldBy::Both, false));
        assert_eq!((agreed.tellings[0].side, agreed.tellings[0].minutes), (Side::Giver, Some(40)));
        assert_eq!(told(&t, p.ana).await, ["help-agreed"]);
        agree(&t, p.ben, finished.help).await.unwrap();
        assert_eq!(told(&t, p.ana).await.len(), 1, "a second tap tells nobody anything");
    }
}

#[tokio::test]
async fn both_tellings_are_kept_where_they_differ_and_each_side_corrects_its_own_for_a_while() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let help = finish(&t, p.ben, p.pledge, outcome("done", "60")).await.unwrap().help;
        let view = tell(&t, p.ana, help, outcome("partly", "20")).await.unwrap();
        assert!(view.told_differently);
        let sides: Vec<_> =
            view.tellings.iter().map(|told| (told.side, told.outcome, told.minutes)).collect();
        assert_eq!(
            sides,
            [(Side::Receiver, Outcome::Partly, Some(20)), (Side::Giver, Outcome::Done, Some(60))]
        );
        assert_eq!(told(&t, p.ben).await, ["help-told-differently"]);
        assert!(matches!(agree(&t, p.ana, help).await, Err(Error::Conflict("help-told"))));
        t.later(SignedDuration::from_hours(13 * 24));
        let view = tell(&t, p.ana, help, outcome("done", "60")).await.unwrap();
        assert!(!view.told_differently);
        t.later(SignedDuration::from_hours(2 * 24));
        assert!(!show(&t, p.ana, help).await.unwrap().may.tell);
        let late = tell(&t, p.ana, help, outcome("partly", "")).await;
        assert!(matches!(late, Err(Error::Conflict("help-settled"))), "{late:?}");
    }
}

#[tokio::test]
async fn it_did_not_happen_is_an_answer_and_the_asker_can_ask_again() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let help = finish(&t, p.ben, p.pledge, outcome("did_not_happen", "60")).await.unwrap().help;
        let view = show(&t, p.ana, help).await.unwrap();
        assert!(view.may.ask_again && !view.may.thank && view.may.agree);
        assert_eq!(view.tellings[0].minutes, None, "what did not happen took no time");
        let ask = t.see(p.ana, move |cx| asks::show(cx, p.ask)).await.unwrap();
        assert_eq!(ask.card.state, AskState::Open);
        let input =
            ThanksInput { help: Some(help.to_string()), words: Some("Thanks".into()), audience: None };
        let refused = t.act(p.ana, move |cx| thanks::say(cx, &input)).await;
        assert!(matches!(refused, Err(Error::Conflict("thanks-nothing"))), "{refused:?}");
    }
}

#[tokio::test]
async fn a_pledge_is_finished_once_however_often_and_by_whomever_it_is_sent() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let (a, b, c, d) = tokio::join!(
            finish(&t, p.ana, p.pledge, outcome("done", "10")),
            finish(&t, p.ben, p.pledge, outcome("done", "20")),
            finish(&t, p.ana, p.pledge, outcome("done", "10")),
            finish(&t, p.ben, p.pledge, outcome("done", "20")),
        );
        let helps: Vec<HelpId> = [a, b, c, d].into_iter().map(|finished| finished.unwrap().help).collect();
        assert!(helps.windows(2).all(|pair| pair[0] == pair[1]), "{helps:?}");
        assert_eq!(t.see(None, |cx| Ok(cx.tx.count(&HELPS, &[])?)).await.unwrap(), 1);
        let view = show(&t, p.ana, helps[0]).await.unwrap();
        assert_eq!((view.told_by, view.told_differently), (ToldBy::Both, true));
        let other = finish(&t, p.ana, p.pledge, outcome("partly", "")).await;
        assert!(matches!(other, Err(Error::Conflict("help-told"))), "{other:?}");
    }
}

#[tokio::test]
async fn only_the_two_see_a_help_or_finish_a_pledge() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let dana = t.person("Dana").await;
        for stranger in [p.cleo, dana] {
            let refused = finish(&t, stranger, p.pledge, outcome("done", "")).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
        }
        let help = finish(&t, p.ana, p.pledge, outcome("done", "")).await.unwrap().help;
        for stranger in [p.cleo, dana] {
            assert!(matches!(show(&t, stranger, help).await, Err(Error::NotFound)));
            assert!(matches!(agree(&t, stranger, help).await, Err(Error::NotFound)));
            let mine = t.see(stranger, |cx| helps::mine(cx, &HelpQuery::default())).await.unwrap();
            assert!(mine.items.is_empty());
        }
        t.act(None, move |cx| Ok(cx.tx.run(&BLOCK, &[p.ben.into(), p.ana.into()])?)).await.unwrap();
        assert!(matches!(show(&t, p.ana, help).await, Err(Error::NotFound)), "across a block");
        let mine = t.see(p.ben, |cx| helps::mine(cx, &HelpQuery::default())).await.unwrap();
        assert!(mine.items.is_empty());
    }
}

#[tokio::test]
async fn a_pledge_that_is_not_accepted_has_no_outcome() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ana, &[ben], None).await;
        let input = AskInput {
            title: "A ladder".into(),
            kind: "practical".into(),
            circle: Some(circle.to_string()),
            ..Default::default()
        };
        let ask = t.act(ana, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
        let pledge =
            t.act(ben, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap().id;
        assert!(matches!(finish(&t, ben, pledge, outcome("done", "")).await, Err(Error::Refused(_))));
        let refused = finish(&t, ana, pledge, outcome("done", "")).await;
        assert!(matches!(refused, Err(Error::Conflict("pledge-not-accepted"))), "{refused:?}");
        assert_eq!(t.see(None, |cx| Ok(cx.tx.count(&HELPS, &[])?)).await.unwrap(), 0);
    }
}

fn recorded(with: PersonId, side: &str) -> RecordInput {
    RecordInput {
        with: Some(with.to_string()),
        side: Some(side.into()),
        kind: Some("emotional".into()),
        minutes: Some("30".into()),
        happened_on: Some("2025-03-01".into()),
        ..Default::default()
    }
}

async fn record(t: &TestApp, who: PersonId, input: RecordInput) -> Result<HelpView> {
    t.act(who, move |cx| helps::record(cx, &input)).await
}

#[tokio::test]
async fn help_that_nobody_asked_for_is_written_down_and_the_other_can_say_it_was_not_so() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        let help = record(&t, ana, recorded(ben, "receiver")).await.unwrap();
        assert_eq!((help.giver, help.receiver, help.ask), (ben, ana, None));
        let again = record(&t, ana, recorded(ben, "receiver")).await.unwrap();
        assert_eq!(again.id, help.id, "the same form, sent twice");
        assert_eq!(told(&t, ben).await, ["help-told"]);
        let view = tell(&t, ben, help.id, outcome("did_not_happen", "")).await.unwrap();
        assert!(view.told_differently && !view.may.ask_again);
        t.later(SignedDuration::from_mins(5));
        record(&t, ben, recorded(ana, "receiver")).await.unwrap();
        let list =
            async |query: HelpQuery| t.see(ana, move |cx| helps::mine(cx, &query)).await.unwrap().items.len();
        assert_eq!(list(HelpQuery::default()).await, 2);
        assert_eq!(list(HelpQuery { side: Some("giver".into()), ..Default::default() }).await, 1);
        assert_eq!(list(HelpQuery { kind: Some("moral".into()), ..Default::default() }).await, 0);
    }
}

#[tokio::test]
async fn what_cannot_have_been_is_told_field_by_field() {
    for t in testing::apps() {
        let (ana, ben, dana) = (t.person("Ana").await, t.person("Ben").await, t.person("Dana").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        let garden = t.circle("Garden", ana, &[], None).await;
        let cases = [
            (RecordInput { happened_on: Some("2025-03-04".into()), ..recorded(ben, "giver") }, "happened_on"),
            (RecordInput { happened_on: Some("soon".into()), ..recorded(ben, "giver") }, "happened_on"),
            (RecordInput { minutes: Some("-3".into()), ..recorded(ben, "giver") }, "minutes"),
            (RecordInput { side: None, ..recorded(ben, "giver") }, "side"),
            (RecordInput { outcome: Some("did_not_happen".into()), ..recorded(ben, "giver") }, "outcome"),
            (RecordInput { circle: Some(garden.to_string()), ..recorded(ben, "giver") }, "circle"),
            (recorded(dana, "giver"), "with"),
            (recorded(ana, "giver"), "with"),
        ];
        for (input, field) in cases {
            let Err(Error::Invalid(invalid)) = record(&t, ana, input).await else { panic!("{field}") };
            assert_eq!(invalid.0.iter().map(|(field, _)| *field).collect::<Vec<_>>(), [field]);
        }
        assert_eq!(t.see(None, |cx| Ok(cx.tx.count(&HELPS, &[])?)).await.unwrap(), 0);
    }
}

async fn thank(t: &TestApp, who: PersonId, help: HelpId, words: &str, audience: &str) -> Result<ThanksView> {
    let input = ThanksInput {
        help: Some(help.to_string()),
        words: Some(words.into()),
        audience: Some(audience.into()),
    };
    t.act(who, move |cx| thanks::say(cx, &input)).await
}

async fn of_circle(t: &TestApp, who: PersonId, circle: CircleId) -> Vec<String> {
    let shared = t.see(who, move |cx| thanks::of_circle(cx, circle, 5)).await.unwrap();
    shared.into_iter().map(|thanks| thanks.words).collect()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story from the telling to the circle's page")]
async fn a_circle_reads_thanks_only_where_both_want_it() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let help = finish(&t, p.ana, p.pledge, outcome("done", "")).await.unwrap().help;
        assert!(matches!(thank(&t, p.ben, help, "Me", "circle").await, Err(Error::Refused(_))));
        assert!(matches!(thank(&t, p.cleo, help, "Me", "circle").await, Err(Error::NotFound)));
        let answer = |word: &str| ThanksAnswer { answer: word.into() };
        let id = thank(&t, p.ana, help, "You drove so gently", "private").await.unwrap().id;
        let refused = t
            .act(p.ben, {
                let yes = answer("yes");
                move |cx| thanks::answer(cx, id, &yes)
            })
            .await;
        assert!(matches!(refused, Err(Error::Conflict("thanks-private"))), "{refused:?}");

        thank(&t, p.ana, help, "You drove so gently", "circle").await.unwrap();
        assert!(of_circle(&t, p.cleo, p.circle).await.is_empty(), "Ben hasn't agreed");
        let by_ana = t
            .act(p.ana, {
                let yes = answer("yes");
                move |cx| thanks::answer(cx, id, &yes)
            })
            .await;
        assert!(matches!(by_ana, Err(Error::Refused(_))), "{by_ana:?}");
        t.act(p.ben, {
            let yes = answer("yes");
            move |cx| thanks::answer(cx, id, &yes)
        })
        .await
        .unwrap();
        assert_eq!(of_circle(&t, p.cleo, p.circle).await, ["You drove so gently"]);
        let dana = t.person("Dana").await;
        let hidden = t.see(dana, move |cx| thanks::of_circle(cx, p.circle, 5)).await;
        assert!(matches!(hidden, Err(Error::NotFound)), "{hidden:?}");

        thank(&t, p.ana, help, "Ben sings badly", "circle").await.unwrap();
        assert!(of_circle(&t, p.cleo, p.circle).await.is_empty(), "Ben agreed to other words");
        t.act(p.ben, {
            let yes = answer("yes");
            move |cx| thanks::answer(cx, id, &yes)
        })
        .await
        .unwrap();
        t.act(p.ben, {
            let no = answer("no");
            move |cx| thanks::answer(cx, id, &no)
        })
        .await
        .unwrap();
        assert!(of_circle(&t, p.cleo, p.circle).await.is_empty(), "the giver takes them out");
        thank(&t, p.ana, help, "Ben sings well", "circle").await.unwrap();
        t.act(p.ben, {
            let yes = answer("yes");
            move |cx| thanks::answer(cx, id, &yes)
        })
        .await
        .unwrap();
        thank(&t, p.ana, help, "Ben sings well", "private").await.unwrap();
        assert!(of_circle(&t, p.cleo, p.circle).await.is_empty(), "the receiver takes them out");

        let mine = t.see(p.ben, |cx| thanks::mine(cx, &PageInput::default())).await.unwrap();
        assert_eq!(mine.items.len(), 1, "one thanks for each help");
        assert!(matches!(t.act(p.ben, move |cx| thanks::end(cx, id)).await, Err(Error::Refused(_))));
        t.act(p.ana, move |cx| thanks::end(cx, id)).await.unwrap();
        assert!(show(&t, p.ben, help).await.unwrap().thanks.is_none());
        assert!(told(&t, p.ben).await.contains(&"thanks-share".to_owned()));
    }
}

async fn propose(t: &TestApp, who: PersonId, help: HelpId) -> Result<HelpView> {
    let input = LoanInput { words: Some("Forty euros".into()), due_on: Some("2025-04-01".into()) };
    t.act(who, move |cx| loans::propose(cx, help, &input)).await
}

async fn answer(t: &TestApp, who: PersonId, help: HelpId, word: &str) -> Result<HelpView> {
    let input = LoanAnswer { answer: word.into() };
    t.act(who, move |cx| loans::answer(cx, help, &input)).await
}

fn state(view: Result<HelpView>) -> LoanState {
    view.unwrap().loan.unwrap().state
}

/// An economic help: Ben gave, Ana received.
async fn economic(t: &TestApp) -> (Promise, HelpId) {
    let p = promise(t, "economic").await;
    let help = finish(t, p.ana, p.pledge, outcome("done", "")).await.unwrap().help;
    (p, help)
}

#[tokio::test]
async fn it_is_a_loan_only_where_both_say_so_and_comes_back_by_either_word() {
    for t in testing::apps() {
        let (p, help) = economic(&t).await;
        let gift = show(&t, p.ana, help).await.unwrap();
        assert!(gift.loan.is_none() && gift.may.propose_loan);
        assert_eq!(state(propose(&t, p.ana, help).await), LoanState::Proposed);
        assert!(matches!(answer(&t, p.ana, help, "yes").await, Err(Error::Refused(_))));
        assert!(matches!(answer(&t, p.cleo, help, "yes").await, Err(Error::NotFound)));
        let early = t.act(p.ana, move |cx| loans::returned(cx, help)).await;
        assert!(matches!(early, Err(Error::Conflict("loan-moved"))), "{early:?}");
        assert_eq!(state(answer(&t, p.ben, help, "yes").await), LoanState::Agreed);
        assert!(matches!(answer(&t, p.ben, help, "no").await, Err(Error::Conflict("loan-moved"))));
        assert_eq!(state(t.act(p.ana, move |cx| loans::returned(cx, help)).await), LoanState::Returned);
        assert_eq!(state(t.act(p.ana, move |cx| loans::returned(cx, help)).await), LoanState::Returned);
        assert!(matches!(propose(&t, p.ben, help).await, Err(Error::Conflict("loan-there"))));
        assert_eq!(told(&t, p.ben).await, ["help-told", "loan-proposed", "loan-returned"]);
        assert_eq!(told(&t, p.ana).await, ["loan-answered"]);
    }
}

#[tokio::test]
async fn a_declined_loan_stays_a_gift() {
    for t in testing::apps() {
        let (p, help) = economic(&t).await;
        propose(&t, p.ben, help).await.unwrap();
        assert_eq!(state(answer(&t, p.ana, help, "no").await), LoanState::Declined);
        assert!(matches!(answer(&t, p.ana, help, "yes").await, Err(Error::Conflict("loan-moved"))));
        assert!(matches!(propose(&t, p.ben, help).await, Err(Error::Conflict("loan-there"))));
        assert!(!show(&t, p.ben, help).await.unwrap().may.propose_loan);
    }
}

#[tokio::test]
async fn the_lender_alone_lets_a_loan_go_proposed_or_agreed() {
    for agreed in [false, true] {
        for t in testing::apps() {
            let (p, help) = economic(&t).await;
            propose(&t, p.ana, help).await.unwrap();
            if agreed {
                answer(&t, p.ben, help, "yes").await.unwrap();
            }
            let by_ana = t.act(p.ana, move |cx| loans::let_go(cx, help)).await;
            assert!(matches!(by_ana, Err(Error::Refused(_))), "{by_ana:?}");
            assert_eq!(state(t.act(p.ben, move |cx| loans::let_go(cx, help)).await), LoanState::LetGo);
            assert!(told(&t, p.ana).await.contains(&"loan-let-go".to_owned()));
            let back = t.act(p.ana, move |cx| loans::returned(cx, help)).await;
            assert!(matches!(back, Err(Error::Conflict("loan-moved"))), "{back:?}");
        }
    }
}

#[tokio::test]
async fn only_economic_help_can_be_a_loan() {
    for t in testing::apps() {
        let p = promise(&t, "practical").await;
        let help = finish(&t, p.ana, p.pledge, outcome("done", "")).await.unwrap().help;
        let refused = propose(&t, p.ben, help).await;
        assert!(matches!(refused, Err(Error::Conflict("loan-economic"))), "{refused:?}");
    }
}
