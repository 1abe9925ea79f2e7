//! Linked days: nothing without both, the same for both, gone at once where either ends it.

use jiff::SignedDuration;
use mutua_domain::{
    id::{DayLinkId, PersonId},
    life::{LinkConsent, LinkWord},
};
use mutua_service::{
    Credential, Error, blocks,
    check_ins::{self, CheckInInput},
    jobs::{self, Job},
    memberships,
    mirror::{
        self, AgreementInput, MirrorInput,
        links::{self, DayLinkView},
    },
    notices,
    people::{
        self,
        farewell::{self, FarewellInput},
    },
    testing::{self, TestApp},
    throttle::Throttle,
};
use mutua_storage::tables::day_links;

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn agree(t: &TestApp, who: PersonId, other: PersonId, agreed: bool) -> mutua_service::Result<()> {
    let input = AgreementInput { agreed: Some(agreed.to_string()) };
    t.act(who, move |cx| links::agree(cx, other, &input).map(drop)).await
}

async fn both(t: &TestApp, one: PersonId, other: PersonId) {
    agree(t, one, other, true).await.unwrap();
    agree(t, other, one, true).await.unwrap();
}

async fn look(t: &TestApp, who: PersonId) -> Vec<DayLinkView> {
    t.see(who, links::show).await.unwrap().links
}

async fn say(t: &TestApp, who: PersonId, score: i64) {
    let input = CheckInInput { score: Some(score.to_string()), ..Default::default() };
    t.act(who, move |cx| check_ins::answer(cx, &input)).await.unwrap();
}

/// The pair's id, as it is stored.
async fn id(t: &TestApp, one: PersonId, other: PersonId) -> Option<DayLinkId> {
    t.see(None, move |cx| Ok(day_links::between(cx.tx, one, other)?.map(|row| row.id))).await.unwrap()
}

async fn compare(t: &TestApp, one: PersonId, other: PersonId) {
    let id = id(t, one, other).await.unwrap();
    t.act(None, move |cx| links::compare(cx, id)).await.unwrap();
}

async fn heard(t: &TestApp, who: PersonId) -> Vec<String> {
    let page = t.see(who, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
    page.items.into_iter().map(|notice| notice.what).filter(|what| what.starts_with("days-")).collect()
}

/// Numbers from 0 to 4 without any rhythm.
fn noise(n: i64) -> i64 {
    let mixed = u64::try_from(n + 17).unwrap().wrapping_mul(0x9E37_79B9_7F4A_7C15);
    i64::try_from((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40).unwrap() % 5
}

/// So many days on which both check in; the second's day is what the first's was the day before, and a little else.
async fn live(t: &TestApp, first: PersonId, second: PersonId, days: i64) {
    for day in 0..days {
        t.later(DAY);
        say(t, first, 3 + noise(day)).await;
        say(t, second, 3 + noise(day - 1) + noise(day + 5000) / 3).await;
    }
}

#[tokio::test]
async fn days_are_compared_only_where_both_say_yes_and_either_ends_it_without_a_trace() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        for other in [cem, ana] {
            assert!(matches!(agree(&t, ana, other, true).await, Err(Error::NotFound)), "no circle is shared");
        }
        assert!(matches!(agree(&t, ana, ben, false).await, Err(Error::NotFound)), "there is nothing to end");
        agree(&t, ana, ben, true).await.unwrap();
        agree(&t, ana, ben, true).await.unwrap();
        let (mine, theirs) = (look(&t, ana).await, look(&t, ben).await);
        assert_eq!((mine[0].consent, theirs[0].consent), (LinkConsent::Mine, LinkConsent::Theirs));
        let pair = id(&t, ana, ben).await.unwrap();
        assert!(t.act(None, move |cx| links::compare(cx, pair)).await.is_err(), "one yes is no yes");
        assert_eq!(heard(&t, ben).await, ["days-proposed"]);
        agree(&t, ben, ana, true).await.unwrap();
        assert_eq!(heard(&t, ana).await, ["days-agreed"]);
        let job = t.see(None, move |cx| jobs::find(cx, Job::LinkedDays, pair)).await.unwrap();
        assert!(job.is_some());
        compare(&t, ana, ben).await;
        for (who, other) in [(ana, ben), (ben, ana)] {
            let seen = look(&t, who).await.remove(0);
            assert_eq!((seen.person.id, seen.consent, seen.shared), (other, LinkConsent::Both, Some(0)));
        }
        assert!(look(&t, cem).await.is_empty());
        agree(&t, ben, ana, false).await.unwrap();
        assert!(look(&t, ana).await.is_empty() && look(&t, ben).await.is_empty());
        assert_eq!(id(&t, ana, ben).await, None, "the row is gone");
        assert_eq!(heard(&t, ana).await.len(), 1, "nobody is told of an end");
        // Asked again at once, the other isn't told again.
        agree(&t, ana, ben, true).await.unwrap();
        assert_eq!(heard(&t, ben).await, ["days-proposed"]);
        assert!(t.act(None, move |cx| links::compare(cx, pair)).await.is_err(), "the old job finds nothing");
    }
}

#[tokio::test]
async fn with_too_few_days_there_is_not_enough_to_say_and_how_many_there_are() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        both(&t, ana, ben).await;
        live(&t, ana, ben, 12).await;
        // A day without one of them is no pair with the days beside it.
        t.later(DAY);
        say(&t, ana, 5).await;
        live(&t, ana, ben, 4).await;
        compare(&t, ana, ben).await;
        let seen = look(&t, ana).await.remove(0);
        assert_eq!(seen.shared, Some(14));
        assert_eq!(seen.to_me.unwrap().says, LinkWord::NotEnough);
        assert!(seen.to_them.unwrap().points.is_none());
    }
}

#[tokio::test]
async fn a_link_is_said_in_its_direction_and_both_see_the_same() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Linden Street", ana, &[ben], None).await;
        both(&t, ana, ben).await;
        live(&t, ana, ben, 130).await;
        compare(&t, ana, ben).await;
        let (hers, his) = (look(&t, ana).await.remove(0), look(&t, ben).await.remove(0));
        assert_eq!((hers.shared, his.shared), (Some(100), Some(100)), "more than enough is enough");
        assert_eq!((hers.to_me, hers.to_them), (his.to_them, his.to_me));
        let (back, forth) = (hers.to_me.unwrap(), hers.to_them.unwrap());
        assert_eq!((back.says, forth.says), (LinkWord::Chance, LinkWord::SameWay), "{back:?} {forth:?}");
        let place = forth.points.unwrap();
        assert!(place.low > 60 && place.median > 80 && place.high < 130, "{place:?}");
        assert_eq!(forth.weaker, forth.comparisons);
        let carried = t.see(ana, people::export::everything).await.unwrap();
        assert_eq!(carried["linked_days"][0]["to_them"]["says"], "same_way");
        assert_eq!((&carried["mirror"]["on"], &carried["mirror"]["position"]), (&true.into(), &().into()));
        // What is stored says nothing in the clear.
        let row = t.see(None, move |cx| Ok(day_links::between(cx.tx, ana, ben)?.unwrap())).await.unwrap();
        for sealed in [row.a_sealed.unwrap(), row.b_sealed.unwrap()] {
            assert!(!sealed.windows(8).any(|bytes| bytes == b"same_way"), "sealed");
        }
    }
}

#[tokio::test]
async fn leaving_blocking_turning_the_mirror_off_and_deleting_end_it() {
    for t in testing::apps() {
        let (ana, ben, cem) = (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await);
        let (dia, eve) = (t.person("Dia").await, t.guest("Eve").await);
        let street = t.circle("Linden Street", ana, &[ben, cem, dia, eve], None).await;
        let choir = t.circle("Choir", ana, &[ben], None).await;
        for other in [ben, cem, dia, eve] {
            both(&t, ana, other).await;
        }
        let membership = t.membership(street, ben).await;
        t.act(ben, move |cx| memberships::leave(cx, membership)).await.unwrap();
        assert!(id(&t, ana, ben).await.is_some(), "they still sing together");
        let membership = t.membership(choir, ben).await;
        t.act(ben, move |cx| memberships::leave(cx, membership)).await.unwrap();
        assert_eq!(id(&t, ana, ben).await, None);
        t.act(cem, move |cx| blocks::block(cx, ana)).await.unwrap();
        assert_eq!(id(&t, ana, cem).await, None);
        assert!(matches!(agree(&t, cem, ana, true).await, Err(Error::NotFound)));
        assert!(
            matches!(agree(&t, ana, cem, true).await, Err(Error::NotFound)),
            "who is blocked can't propose"
        );
        let word = FarewellInput { word: "delete".into(), ..Default::default() };
        farewell::delete(&t.app, &Throttle::default(), &Credential::Person(eve), word).await.unwrap();
        assert_eq!(id(&t, ana, eve).await, None);
        assert!(id(&t, ana, dia).await.is_some());
        let off = MirrorInput { on: Some("false".into()) };
        t.act(dia, move |cx| mirror::turn(cx, &off)).await.unwrap();
        assert_eq!(id(&t, ana, dia).await, None);
        assert!(matches!(agree(&t, dia, ana, true).await, Err(Error::Conflict("mirror-off"))));
        // Asking someone whose mirror is off tells them nothing, and the asker learns nothing of it.
        let before = heard(&t, dia).await.len();
        agree(&t, ana, dia, true).await.unwrap();
        assert_eq!(heard(&t, dia).await.len(), before);
        assert_eq!(look(&t, ana).await[0].consent, LinkConsent::Mine);
        assert!(look(&t, dia).await.is_empty());
    }
}
