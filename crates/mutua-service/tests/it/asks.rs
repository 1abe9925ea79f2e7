//! Asks: who sees them, how they widen, how they live and end.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    id::{AskId, CircleId, PersonId},
    life::{AskState, NeedState, PledgeState},
};
use mutua_service::{
    Error, PageInput,
    asks::{self, AskEdit, AskFilter, AskInput, AskView},
    live, needs,
    notices::{self, NoticesInput},
    pledges::{self, PledgeInput, ReplyInput},
    testing::{self, TestApp},
    threads::{self, MessageInput},
    today,
};
use mutua_storage::{Statement, Value};

fn input(title: &str, circle: CircleId) -> AskInput {
    AskInput {
        title: title.into(),
        kind: "practical".into(),
        circle: Some(circle.to_string()),
        ..Default::default()
    }
}

async fn ask(t: &TestApp, who: PersonId, input: AskInput) -> AskView {
    t.act(who, move |cx| asks::create(cx, &input)).await.unwrap()
}

async fn pledge(t: &TestApp, who: PersonId, id: AskId) -> Result<pledges::PledgeView, Error> {
    t.act(who, move |cx| pledges::pledge(cx, id, &PledgeInput::default())).await
}

async fn show(t: &TestApp, who: PersonId, id: AskId) -> Result<AskView, Error> {
    t.see(who, move |cx| asks::show(cx, id)).await
}

/// The keys of what a person was told, oldest first, with whether it names somebody.
async fn told(t: &TestApp, who: PersonId) -> Vec<(String, Option<PersonId>)> {
    t.see(None, move |cx| Ok(cx.tx.all(&TOLD, &[Value::from(who)])?)).await.unwrap()
}

static TOLD: Statement = same("SELECT what, actor_id FROM notice WHERE person_id = $1 ORDER BY id");
static PLACE: Statement = same("UPDATE membership SET state = $1 WHERE circle_id = $2 AND person_id = $3");
static BLOCK: Statement = same("INSERT INTO block (person_id, blocked_id, created_at) VALUES ($1, $2, 0)");
static UNBLOCK: Statement = same("DELETE FROM block WHERE person_id = $1 AND blocked_id = $2");

const fn same(sql: &'static str) -> Statement {
    Statement { name: "test", sqlite: sql, postgres: sql }
}

async fn run(t: &TestApp, statement: &'static Statement, values: Vec<Value>) {
    t.act(None, move |cx| Ok(cx.tx.run(statement, &values)?)).await.unwrap();
}

async fn set_place(t: &TestApp, circle: CircleId, person: PersonId, state: &str) {
    run(t, &PLACE, vec![state.into(), circle.into(), person.into()]).await;
}

fn whats(told: &[(String, Option<PersonId>)]) -> Vec<&str> {
    told.iter().map(|(what, _)| what.as_str()).collect()
}

fn hours(n: i64) -> SignedDuration {
    SignedDuration::from_hours(n)
}

/// A street in a quarter in a town; Ana asks in the street, Ben lives there, Cleo in the quarter, Dov in the town.
struct Town {
    ana: PersonId,
    ben: PersonId,
    cleo: PersonId,
    dov: PersonId,
    street: CircleId,
}

async fn town(t: &TestApp) -> Town {
    let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
    let (cleo, dov) = (t.person("Cleo").await, t.person("Dov").await);
    let town = t.circle("Town", dov, &[], None).await;
    let quarter = t.act(dov, {
        let name = "Quarter".to_owned();
        move |cx| {
            mutua_service::circles::create(
                cx,
                &mutua_service::circles::CircleInput {
                    name: name.clone(),
                    parent: Some(town.to_string()),
                    ..Default::default()
                },
            )
        }
    });
    let quarter = quarter.await.unwrap().id;
    t.join(quarter, cleo).await;
    let street = t.circle("Street", cleo, &[ana, ben], Some(quarter)).await;
    // Cleo looks after the quarter, and left the street to those who live there.
    set_place(t, street, cleo, "left").await;
    set_place(t, quarter, dov, "left").await;
    Town { ana, ben, cleo, dov, street }
}

#[tokio::test]
async fn from_an_ask_to_a_promise_and_back() {
    for t in testing::apps() {
        let w = town(&t).await;
        let id = ask(&t, w.ana, input("A lift on Thursday", w.street)).await.card.id;
        assert_eq!(told(&t, w.ben).await, [("ask-new".to_owned(), Some(w.ana))]);
        t.later(hours(2));
        let made = pledge(&t, w.ben, id).await.unwrap();
        assert_eq!(whats(&told(&t, w.ana).await), ["pledge-made"]);
        let seen = show(&t, w.ana, id).await.unwrap();
        assert_eq!((seen.card.pledges_waiting, seen.card.helpers_found), (1, 0));
        assert!(seen.contacts.is_empty() && show(&t, w.ben, id).await.unwrap().contacts.is_empty());

        let accepted = t.act(w.ana, move |cx| pledges::accept(cx, made.id)).await.unwrap();
        assert_eq!(accepted.state, PledgeState::Accepted);
        let (for_ana, for_ben) = (show(&t, w.ana, id).await.unwrap(), show(&t, w.ben, id).await.unwrap());
        assert_eq!(for_ana.contacts[0].reach.as_deref(), Some("Ring Ben at the door"));
        assert_eq!(for_ben.contacts[0].reach.as_deref(), Some("Ring Ana at the door"));
        assert_eq!(for_ben.contacts[0].email.as_deref(), Some("ana@example.org"));

        let word = ReplyInput { words: Some("My car broke down".into()) };
        let back = t.act(w.ben, move |cx| pledges::withdraw(cx, made.id, &word)).await.unwrap();
        assert!(back.late && back.state == PledgeState::Withdrawn);
        let for_ana = show(&t, w.ana, id).await.unwrap();
        assert_eq!((for_ana.card.state, for_ana.card.helpers_found), (AskState::Open, 0));
        assert!(for_ana.contacts.is_empty() && show(&t, w.ben, id).await.unwrap().contacts.is_empty());
        assert_eq!(for_ana.pledges[0].reply.as_deref(), Some("My car broke down"));
        assert_eq!(whats(&told(&t, w.ana).await), ["pledge-made", "pledge-withdrawn"]);
    }
}

#[tokio::test]
async fn an_ask_widens_step_by_step_and_only_as_agreed() {
    for t in testing::apps() {
        let w = town(&t).await;
        let agreed = AskInput {
            chosen: vec![w.ben.to_string()],
            widen: Some("1".into()),
            ..input("Someone to talk to", w.street)
        };
        let eve = t.person("Eve").await;
        t.join(w.street, eve).await;
        let id = ask(&t, w.ana, agreed).await.card.id;
        assert!(show(&t, w.ben, id).await.is_ok());
        for other in [eve, w.cleo, w.dov] {
            assert!(matches!(show(&t, other, id).await, Err(Error::NotFound)));
        }
        // Too early, the job does nothing.
        t.later(hours(23));
        t.act(None, move |cx| asks::widen_due(cx, id)).await.unwrap();
        assert!(show(&t, eve, id).await.is_err());
        t.later(hours(1));
        for _ in 0..2 {
            t.act(None, move |cx| asks::widen_due(cx, id)).await.unwrap();
        }
        assert!(show(&t, eve, id).await.is_ok() && show(&t, w.cleo, id).await.is_err());
        assert_eq!(whats(&told(&t, eve).await), ["ask-new"], "only who sees it newly is told, once");
        assert_eq!(whats(&told(&t, w.ben).await), ["ask-chosen"]);
        // Nothing more was agreed; the rest is by hand, and not by others.
        t.later(hours(100));
        t.act(None, move |cx| asks::widen_due(cx, id)).await.unwrap();
        assert!(show(&t, w.cleo, id).await.is_err());
        assert!(matches!(t.act(w.ben, move |cx| asks::widen(cx, id)).await, Err(Error::Refused(_))));
        let seen = show(&t, w.ana, id).await.unwrap();
        assert_eq!(seen.wider.map(|c| c.name).as_deref(), Some("Quarter"));
        t.act(w.ana, move |cx| asks::widen(cx, id)).await.unwrap();
        assert!(show(&t, w.cleo, id).await.is_ok() && show(&t, w.dov, id).await.is_err());
        let seen = t.act(w.ana, move |cx| asks::widen(cx, id)).await.unwrap();
        assert_eq!(
            seen.circles.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
            ["Street", "Quarter", "Town"]
        );
        assert!(show(&t, w.dov, id).await.is_ok());
        assert!(matches!(t.act(w.ana, move |cx| asks::widen(cx, id)).await, Err(Error::Conflict("widest"))));
    }
}

#[tokio::test]
async fn nobody_but_the_one_told_yes_learns_who_asks_anonymously() {
    for t in testing::apps() {
        let w = town(&t).await;
        let (steward, fay) = (t.person("Stew").await, t.person("Fay").await);
        let circle = t.circle("Class", steward, &[w.ana, w.ben, fay], None).await;
        let quiet = AskInput {
            anonymous: Some("on".into()),
            helpers_wanted: Some("2".into()),
            ..input("I feel low", circle)
        };
        let id = ask(&t, w.ana, quiet).await.card.id;
        let (by_ben, by_fay) = (pledge(&t, w.ben, id).await.unwrap(), pledge(&t, fay, id).await.unwrap());
        let say = MessageInput { words: "Thank you both".into() };
        t.act(w.ana, move |cx| threads::say(cx, id, &say)).await.unwrap();
        let secret = [w.ana.to_string(), "Ana".to_owned(), "ana@example.org".into()];
        let clean = |text: &str| secret.iter().all(|s| !text.contains(s.as_str()));
        let page = PageInput::default;
        for reader in [steward, w.ben, fay] {
            let seen = show(&t, reader, id).await.unwrap();
            assert!(seen.card.asker.is_none() && seen.card.writer.is_none());
            assert!(clean(&serde_json::to_string(&seen).unwrap()));
            let list = t.see(reader, move |cx| asks::list(cx, &AskFilter::default(), &page())).await.unwrap();
            assert_eq!(list.items.len(), 1);
            assert!(clean(&serde_json::to_string(&list).unwrap()));
            let of_circle = t.see(reader, move |cx| asks::open_in_circle(cx, circle, 5)).await.unwrap();
            assert!(clean(&serde_json::to_string(&of_circle).unwrap()));
            assert!(told(&t, reader).await.iter().all(|(_, actor)| *actor != Some(w.ana)));
        }
        for reader in [w.ben, fay] {
            let thread = t.see(reader, move |cx| threads::list(cx, id, &page())).await.unwrap();
            assert!(thread.items[0].by_asker && thread.items[0].author.is_none());
            let mine = t.see(reader, move |cx| pledges::mine(cx, &page())).await.unwrap();
            assert!(clean(&serde_json::to_string(&(thread, mine)).unwrap()));
        }
        let outside = t.see(steward, move |cx| threads::list(cx, id, &page())).await;
        assert!(matches!(outside, Err(Error::NotFound)));

        t.act(w.ana, move |cx| pledges::accept(cx, by_ben.id)).await.unwrap();
        assert_eq!(show(&t, w.ben, id).await.unwrap().card.asker.unwrap().name, "Ana");
        let thread = t.see(w.ben, move |cx| threads::list(cx, id, &page())).await.unwrap();
        assert_eq!(thread.items[0].author.as_ref().unwrap().name, "Ana");
        for reader in [steward, fay] {
            assert!(clean(&serde_json::to_string(&show(&t, reader, id).await.unwrap()).unwrap()));
        }
        assert!(told(&t, fay).await.iter().all(|(_, actor)| *actor != Some(w.ana)));

        // Taken back, the door closes again; declined, the thread does.
        t.act(w.ben, move |cx| pledges::withdraw(cx, by_ben.id, &ReplyInput::default())).await.unwrap();
        assert!(clean(&serde_json::to_string(&show(&t, w.ben, id).await.unwrap()).unwrap()));
        t.act(w.ana, move |cx| pledges::decline(cx, by_fay.id, &ReplyInput::default())).await.unwrap();
        for reader in [w.ben, fay] {
            assert!(t.see(reader, move |cx| threads::list(cx, id, &page())).await.is_err());
        }
    }
}

#[tokio::test]
async fn two_cannot_be_told_yes_for_one_place_and_nobody_pledges_twice() {
    for t in testing::apps() {
        let w = town(&t).await;
        let eve = t.person("Eve").await;
        t.join(w.street, eve).await;
        let id = ask(&t, w.ana, input("A ladder", w.street)).await.card.id;
        let (a, b) = tokio::join!(pledge(&t, w.ben, id), pledge(&t, w.ben, id));
        let (made, refused): (Vec<_>, Vec<_>) = [a, b].into_iter().partition(Result::is_ok);
        assert_eq!(made.len(), 1);
        assert!(matches!(refused[0], Err(Error::Conflict("already-pledged"))));
        let (first, second) = (made[0].as_ref().unwrap().id, pledge(&t, eve, id).await.unwrap().id);
        let (a, b) = tokio::join!(
            t.act(w.ana, move |cx| pledges::accept(cx, first)),
            t.act(w.ana, move |cx| pledges::accept(cx, second))
        );
        let refused: Vec<_> = [a, b].into_iter().filter_map(Result::err).collect();
        assert!(matches!(refused[..], [Error::Conflict("ask-full")]), "{refused:?}");
        let seen = show(&t, w.ana, id).await.unwrap();
        assert_eq!((seen.card.helpers_found, seen.card.pledges_waiting), (1, 1));
        let fay = t.person("Fay").await;
        t.join(w.street, fay).await;
        assert!(matches!(pledge(&t, fay, id).await, Err(Error::Conflict("ask-full"))));
        let declined = t.act(w.ana, move |cx| pledges::decline_rest(cx, id)).await.unwrap();
        assert_eq!(declined, 1);
    }
}

#[tokio::test]
async fn who_may_not_pledge_is_told_why_or_nothing() {
    for t in testing::apps() {
        let w = town(&t).await;
        let id = ask(&t, w.ana, input("A ladder", w.street)).await.card.id;
        assert!(matches!(pledge(&t, w.ana, id).await, Err(Error::Refused("own-ask"))));
        assert!(matches!(pledge(&t, w.cleo, id).await, Err(Error::NotFound)));
        set_place(&t, w.street, w.ben, "paused").await;
        assert!(show(&t, w.ben, id).await.unwrap().paused);
        assert!(matches!(pledge(&t, w.ben, id).await, Err(Error::Refused("paused"))));
        let street = w.street;
        let mine = t.act(w.ben, move |cx| asks::create(cx, &input("Soup", street))).await;
        assert!(matches!(mine, Err(Error::Refused("paused"))), "{mine:?}");
        assert!(t.see(w.ben, today::today).await.unwrap().near.is_empty());
        assert_eq!(whats(&told(&t, w.ben).await), ["ask-new"]);
        ask(&t, w.ana, input("A second ladder", w.street)).await;
        assert_eq!(whats(&told(&t, w.ben).await), ["ask-new"], "who takes a break isn't asked");
    }
}

#[tokio::test]
async fn a_notice_leads_to_an_ask_and_names_it_as_long_as_its_reader_sees_it() {
    for t in testing::apps() {
        let w = town(&t).await;
        let [alone, promised] = [
            ask(&t, w.ana, input("A ladder", w.street)).await,
            ask(&t, w.ana, input("A lamp", w.street)).await,
        ];
        let (alone, promised) = (alone.card.id, promised.card.id);
        pledge(&t, w.ben, promised).await.unwrap();
        for id in [promised, alone] {
            t.act(w.ana, move |cx| asks::withdraw(cx, id)).await.unwrap();
        }
        assert!(show(&t, w.ben, promised).await.is_ok() && show(&t, w.ben, alone).await.is_err());
        let told = t.see(w.ben, |cx| notices::list(cx, &NoticesInput::default())).await.unwrap().items;
        let (seen, gone): (Vec<_>, Vec<_>) = told.iter().partition(|notice| notice.ask == Some(promised));
        assert!(!seen.is_empty() && !gone.is_empty(), "{told:?}");
        for notice in seen {
            assert!(
                notice.text.contains("A lamp") && notice.path == format!("/asks/{promised}"),
                "{notice:?}"
            );
        }
        for notice in gone {
            assert!(notice.ask.is_none() && !notice.text.contains("A ladder"), "{notice:?}");
            assert_eq!(notice.path, format!("/circles/{}", w.street));
        }
    }
}

#[tokio::test]
async fn blocked_pairs_see_nothing_of_each_other() {
    for t in testing::apps() {
        let w = town(&t).await;
        for (blocker, blocked) in [(w.ana, w.ben), (w.ben, w.ana)] {
            run(&t, &BLOCK, vec![Value::from(blocker), Value::from(blocked)]).await;
            let id = ask(&t, w.ana, input("A ladder", w.street)).await.card.id;
            assert!(matches!(show(&t, w.ben, id).await, Err(Error::NotFound)));
            assert!(matches!(pledge(&t, w.ben, id).await, Err(Error::NotFound)));
            assert!(told(&t, w.ben).await.is_empty());
            let street = w.street;
            let seen = t.see(w.ben, move |cx| asks::open_in_circle(cx, street, 9)).await.unwrap();
            let list = t.see(w.ben, move |cx| asks::list(cx, &AskFilter::default(), &PageInput::default()));
            assert!(seen.is_empty() && list.await.unwrap().items.is_empty());
            assert!(t.see(w.ben, today::today).await.unwrap().near.is_empty());
            let chosen = AskInput { chosen: vec![w.ben.to_string()], ..input("Tea", w.street) };
            let refused = t.act(w.ana, move |cx| asks::create(cx, &chosen)).await;
            assert!(matches!(refused, Err(Error::Invalid(_))));
            run(&t, &UNBLOCK, vec![Value::from(blocker), Value::from(blocked)]).await;
            assert!(show(&t, w.ben, id).await.is_ok());
            t.act(w.ana, move |cx| asks::withdraw(cx, id)).await.unwrap();
        }
    }
}

#[tokio::test]
async fn an_ask_is_asked_after_confirmed_and_ends() {
    for t in testing::apps() {
        let w = town(&t).await;
        let id =
            ask(&t, w.ana, AskInput { expires: Some("10".into()), ..input("Soup", w.street) }).await.card.id;
        let run = async |hours_later: i64| {
            t.later(hours(hours_later));
            for _ in 0..2 {
                t.act(None, move |cx| asks::probe(cx, id)).await.unwrap();
                t.act(None, move |cx| asks::expire(cx, id)).await.unwrap();
            }
        };
        run(5 * 24).await;
        assert!(told(&t, w.ana).await.is_empty(), "not yet");
        run(24).await;
        assert_eq!(whats(&told(&t, w.ana).await), ["still-needed"]);
        assert!(show(&t, w.ana, id).await.unwrap().card.still_needed);
        assert!(!show(&t, w.ben, id).await.unwrap().card.still_needed);
        let seen = t.act(w.ana, move |cx| asks::still_needed(cx, id, true)).await.unwrap();
        assert!(!seen.card.still_needed);
        assert_eq!(seen.card.expires_at, testing::start() + hours(16 * 24), "as long again, from now");
        run(4 * 24).await;
        assert_eq!(show(&t, w.ben, id).await.unwrap().card.state, AskState::Open, "the first end was moved");
        run(6 * 24).await;
        assert_eq!(show(&t, w.ana, id).await.unwrap().card.state, AskState::Expired);
        assert!(matches!(show(&t, w.ben, id).await, Err(Error::NotFound)));
        assert_eq!(whats(&told(&t, w.ana).await), ["still-needed", "ask-expired"]);
        let seen = t.act(w.ana, move |cx| asks::reopen(cx, id)).await.unwrap();
        assert_eq!(seen.card.state, AskState::Open);
        assert!(show(&t, w.ben, id).await.is_ok());
        t.act(w.ana, move |cx| asks::still_needed(cx, id, false)).await.unwrap();
        assert_eq!(show(&t, w.ana, id).await.unwrap().card.state, AskState::Withdrawn);
    }
}

#[tokio::test]
async fn who_pledged_is_told_when_an_ask_changes_or_ends() {
    for t in testing::apps() {
        let w = town(&t).await;
        let id = ask(&t, w.ana, input("A lift", w.street)).await.card.id;
        let made = pledge(&t, w.ben, id).await.unwrap();
        t.act(w.ana, move |cx| pledges::accept(cx, made.id)).await.unwrap();
        let change = AskEdit { due: Some("2025-03-10".into()), ..Default::default() };
        let seen = t.act(w.ana, move |cx| asks::edit(cx, id, &change)).await.unwrap();
        let due: Timestamp = "2025-03-10T23:59:59Z".parse().unwrap();
        assert_eq!((seen.card.due_at, seen.card.expires_at), (Some(due), due));
        assert_eq!(seen.card.title, "A lift");
        // The reminder comes a day before, once.
        t.later(hours(5 * 24));
        t.act(None, move |cx| pledges::remind(cx, made.id)).await.unwrap();
        assert_eq!(whats(&told(&t, w.ben).await), ["ask-new", "pledge-accepted", "ask-changed"]);
        t.later(hours(2 * 24));
        for _ in 0..2 {
            t.act(None, move |cx| pledges::remind(cx, made.id)).await.unwrap();
        }
        t.act(w.ana, move |cx| asks::withdraw(cx, id)).await.unwrap();
        assert_eq!(
            whats(&told(&t, w.ben).await),
            ["ask-new", "pledge-accepted", "ask-changed", "reminder", "ask-withdrawn"]
        );
        let seen = show(&t, w.ben, id).await.unwrap();
        assert!(seen.contacts.is_empty() && seen.pledges[0].state == PledgeState::Declined);
        assert!(t.see(w.ben, today::today).await.unwrap().promised.is_empty());
        assert!(matches!(
            t.act(w.ana, move |cx| asks::withdraw(cx, id)).await,
            Err(Error::Conflict("ask-closed"))
        ));
    }
}

#[tokio::test]
async fn an_ask_for_another_can_be_taken_over_or_taken_back_by_them() {
    for t in testing::apps() {
        let w = town(&t).await;
        let eve = t.person("Eve").await;
        t.join(w.street, eve).await;
        let for_ben = AskInput { on_behalf_of: Some(w.ben.to_string()), ..input("Shopping", w.street) };
        let id = ask(&t, w.ana, for_ben.clone()).await.card.id;
        assert_eq!(told(&t, w.ben).await, [("on-behalf".to_owned(), Some(w.ana))]);
        let seen = show(&t, eve, id).await.unwrap();
        assert_eq!(
            (seen.card.asker.unwrap().name, seen.card.writer.unwrap().name),
            ("Ben".into(), "Ana".into())
        );
        let made = pledge(&t, eve, id).await.unwrap();
        t.act(w.ana, move |cx| pledges::accept(cx, made.id)).await.unwrap();
        assert_eq!(show(&t, eve, id).await.unwrap().contacts[0].person.id, w.ana);
        assert!(matches!(t.act(w.ana, move |cx| asks::take_over(cx, id)).await, Err(Error::Refused(_))));
        t.act(w.ben, move |cx| asks::take_over(cx, id)).await.unwrap();
        assert_eq!(show(&t, eve, id).await.unwrap().contacts[0].person.id, w.ben);
        assert!(matches!(t.act(w.ana, move |cx| asks::withdraw(cx, id)).await, Err(Error::Refused(_))));
        let other = ask(&t, w.ana, for_ben).await.card.id;
        t.act(w.ben, move |cx| asks::withdraw(cx, other)).await.unwrap();
        assert!(whats(&told(&t, w.ana).await).contains(&"ask-withdrawn-for"));
        let stranger = AskInput { on_behalf_of: Some(w.dov.to_string()), ..input("Shopping", w.street) };
        assert!(matches!(t.act(w.ana, move |cx| asks::create(cx, &stranger)).await, Err(Error::Invalid(_))));
    }
}

#[tokio::test]
async fn words_pile_up_no_notices_and_reach_only_the_involved() {
    for t in testing::apps() {
        let w = town(&t).await;
        let eve = t.person("Eve").await;
        t.join(w.street, eve).await;
        let id = ask(&t, w.ana, input("A lift", w.street)).await.card.id;
        pledge(&t, w.ben, id).await.unwrap();
        let say = |words: &str| MessageInput { words: words.into() };
        for words in ["When?", "And where?"] {
            let message = say(words);
            t.act(w.ben, move |cx| threads::say(cx, id, &message)).await.unwrap();
        }
        assert_eq!(whats(&told(&t, w.ana).await), ["pledge-made", "message-new"]);
        let message = say("Me too");
        let outside = t.act(eve, move |cx| threads::say(cx, id, &message)).await;
        assert!(matches!(outside, Err(Error::NotFound | Error::Refused(_))), "{outside:?}");
        assert_eq!(whats(&told(&t, eve).await), ["ask-new"]);
        let empty = say("  ");
        assert!(matches!(t.act(w.ben, move |cx| threads::say(cx, id, &empty)).await, Err(Error::Invalid(_))));
    }
}

#[tokio::test]
async fn a_time_is_chosen_where_there_is_a_choice() {
    for t in testing::apps() {
        let w = town(&t).await;
        let times = vec!["2025-03-06T09:30".to_owned(), "2025-03-07T09:30/2025-03-07T10:30".to_owned()];
        let seen = ask(&t, w.ana, AskInput { times, ..input("A lift", w.street) }).await;
        let (id, time) = (seen.card.id, seen.times[1].clone());
        assert_eq!(seen.card.expires_at, time.starts_at);
        for bad in [None, Some(seen.card.id.to_string())] {
            let bad = PledgeInput { time: bad, ..Default::default() };
            let answer = t.act(w.ben, move |cx| pledges::pledge(cx, id, &bad)).await;
            assert!(matches!(answer, Err(Error::Invalid(_))));
        }
        let good = PledgeInput { time: Some(time.id.to_string()), ..Default::default() };
        let made = t.act(w.ben, move |cx| pledges::pledge(cx, id, &good)).await.unwrap();
        assert_eq!(made.time, Some(time));
    }
}

#[tokio::test]
async fn the_rate_of_answers_is_told_only_where_there_is_enough_to_say() {
    for t in testing::apps() {
        let w = town(&t).await;
        let mut people = vec![w.ana, w.ben];
        for name in ["Eve", "Fay", "Gil"] {
            let person = t.person(name).await;
            t.join(w.street, person).await;
            people.push(person);
        }
        let street = w.street;
        for round in 0..2 {
            for (n, person) in people.iter().enumerate() {
                let rate = t.see(w.ana, move |cx| asks::answer_rate(cx, street)).await.unwrap();
                assert_eq!(rate, None);
                let id = ask(&t, *person, input("Help", w.street)).await.card.id;
                if (round, n) != (0, 0) {
                    t.later(hours(2));
                    pledge(&t, people[(n + 1) % people.len()], id).await.unwrap();
                }
            }
        }
        let rate = t.see(w.ana, move |cx| asks::answer_rate(cx, street)).await.unwrap().unwrap();
        assert_eq!((rate.asked, rate.answered, rate.half_within_seconds), (10, 9, Some(7200)));
        t.later(hours(24 * 91));
        assert_eq!(t.see(w.ana, move |cx| asks::answer_rate(cx, street)).await.unwrap(), None);
    }
}

#[tokio::test]
async fn what_is_chosen_or_named_must_be_ones_own_to_choose() {
    for t in testing::apps() {
        let w = town(&t).await;
        let street = w.street;
        let bad = [
            AskInput { chosen: vec![w.dov.to_string()], ..input("x", street) },
            AskInput { chosen: vec![w.ana.to_string()], ..input("x", street) },
            AskInput { need: Some(w.ana.to_string()), ..input("x", street) },
            AskInput { circle: Some(w.ana.to_string()), ..input("x", street) },
        ];
        for input in bad {
            let answer = t.act(w.ana, move |cx| asks::create(cx, &input)).await;
            assert!(matches!(answer, Err(Error::Invalid(_))), "{answer:?}");
        }
        let lone = t.circle("Lone", w.dov, &[], None).await;
        let top = AskInput { widen: Some("1".into()), ..input("x", lone) };
        assert!(matches!(t.act(w.dov, move |cx| asks::create(cx, &top)).await, Err(Error::Invalid(_))));
        // Someone in one circle alone need not name it.
        let plain = AskInput { circle: None, ..input("Soup", street) };
        assert_eq!(ask(&t, w.ana, plain).await.card.circle.id, street);
    }
}

#[tokio::test]
async fn open_pages_follow_only_asks_that_their_reader_sees() {
    for t in testing::apps() {
        let w = town(&t).await;
        let id = ask(&t, w.ana, input("A ladder", w.street)).await.card.id;
        let topics = [live::ask(id), "ask-x".to_owned()];
        for (who, allowed) in [(w.ana, 1), (w.ben, 1), (w.cleo, 0)] {
            let topics = topics.clone();
            let followed = t.see(who, move |cx| live::may_follow(cx, &topics)).await.unwrap();
            assert_eq!(followed.len(), allowed);
        }
    }
}

#[tokio::test]
async fn a_kept_need_is_asked_and_met_or_kept_again() {
    for t in testing::apps() {
        let w = town(&t).await;
        let kept = needs::NeedInput {
            words: Some("Someone to talk to".into()),
            kind: Some("emotional".into()),
            ..Default::default()
        };
        let need = t.act(w.ana, move |cx| needs::keep(cx, &kept)).await.unwrap().id;
        let from = AskInput { need: Some(need.to_string()), ..input("To talk", w.street) };
        let state = async || t.see(w.ana, move |cx| needs::show(cx, need)).await.unwrap().state;
        let id = ask(&t, w.ana, from.clone()).await.card.id;
        assert_eq!(state().await, NeedState::Asked);
        t.act(w.ana, move |cx| asks::withdraw(cx, id)).await.unwrap();
        assert_eq!(state().await, NeedState::Kept, "its words were kept, so it is kept again");
        let id = ask(&t, w.ana, from).await.card.id;
        t.act(w.ana, move |cx| asks::met(cx, id)).await.unwrap();
        assert_eq!(state().await, NeedState::Met);
        let theirs = AskInput { need: Some(need.to_string()), ..input("x", w.street) };
        assert!(matches!(t.act(w.ben, move |cx| asks::create(cx, &theirs)).await, Err(Error::Invalid(_))));
    }
}
