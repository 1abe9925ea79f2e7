//! Support teams: sealed, untold, in touch by what really happens; contacts that a circle reads; cards.

use jiff::SignedDuration;
use mutua_domain::{
    Kind,
    id::{AskId, PersonId, PledgeId, SupporterId},
    life::{MemberRole, NoticeKind},
};
use mutua_service::{
    Credential, Error, PageInput,
    asks::{self, AskInput},
    blocks,
    check_ins::{self, CheckInInput, low},
    helps::{self, RecordInput, TellInput},
    memberships, notices,
    people::{self, farewell::FarewellInput},
    pledges::{self, PledgeInput},
    supporters::{
        self, SupporterInput, SupporterView,
        cards::{self, SeveralInput},
        shared, touch,
    },
    testing::{self, TestApp},
    thanks::{self, ThanksInput},
    threads::{self, MessageInput},
    throttle::Throttle,
};
use mutua_storage::Address;

const NAME: &str = "Dr. Byrne of the quay";
const WAYS: &str = "+353 87 000 0000\nRing twice";
const NOTE: &str = "Knows about my mother";

fn outside(name: &str) -> SupporterInput {
    SupporterInput { name: Some(name.into()), sort: Some("family".into()), ..Default::default() }
}

fn member(who: PersonId, rhythm: &str) -> SupporterInput {
    SupporterInput {
        member: Some(who.to_string()),
        sort: Some("friend".into()),
        rhythm: Some(rhythm.into()),
        gives: Some(vec!["emotional".into()]),
        ..Default::default()
    }
}

fn whole() -> SupporterInput {
    SupporterInput {
        ways: Some(WAYS.into()),
        note: Some(NOTE.into()),
        gives: Some(vec!["emotional".into(), "practical".into()]),
        receives: Some(vec!["ecological".into()]),
        rhythm: Some("monthly".into()),
        sort: Some("professional".into()),
        ..outside(NAME)
    }
}

async fn add(t: &TestApp, who: PersonId, input: SupporterInput) -> SupporterId {
    t.act(who, move |cx| supporters::add(cx, &input)).await.unwrap().id
}

async fn show(t: &TestApp, who: PersonId, id: SupporterId) -> SupporterView {
    t.see(who, move |cx| supporters::show(cx, id)).await.unwrap()
}

/// How many of someone's team it is time for.
async fn due(t: &TestApp, who: PersonId) -> usize {
    t.see(who, |cx| touch::due(cx, 9)).await.unwrap().len()
}

fn weeks(n: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * 7 * n)
}

#[tokio::test]
async fn a_team_is_its_persons_alone_and_sealed() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        t.circle("Linden Street", ben, &[ana], None).await;
        let id = add(&t, ana, whole()).await;
        let bens = add(&t, ana, member(ben, "none")).await;
        let seen = show(&t, ana, id).await;
        assert_eq!(
            (seen.name.as_str(), seen.ways.as_deref(), seen.note.as_deref()),
            (NAME, Some(WAYS), Some(NOTE))
        );
        assert_eq!(
            (seen.gives, seen.receives),
            (vec![Kind::Practical, Kind::Emotional], vec![Kind::Ecological])
        );
        assert_eq!((seen.member, seen.shared_with.is_none(), seen.due), (None, true, false));
        let team = t.see(ana, supporters::team).await.unwrap();
        assert_eq!(team.items.iter().map(|one| one.id).collect::<Vec<_>>(), [bens, id], "friends come first");
        assert_eq!(team.gaps, [Kind::Economic, Kind::Ecological, Kind::Moral]);
        assert_eq!(show(&t, ana, bens).await.member, Some(ben));
        for other in [Some(ben), None] {
            let outcome = t.see(other, move |cx| supporters::show(cx, id)).await;
            assert!(matches!(outcome, Err(Error::NotFound | Error::SignInNeeded)), "{outcome:?}");
        }
        assert!(
            t.see(ben, supporters::team).await.unwrap().items.is_empty(),
            "who stands there doesn't learn of it"
        );
        let told = t.see(ben, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
        assert!(told.items.is_empty(), "{told:?}");
        let export = t.see(ana, people::export::everything).await.unwrap();
        assert_eq!(export["supporters"][0]["note"], NOTE);
        assert!(!t.see(ben, people::export::everything).await.unwrap().to_string().contains("Byrne"));
        if let Address::Sqlite(path) = &t.database.address {
            let mut bytes = std::fs::read(path).unwrap();
            bytes.extend(std::fs::read(format!("{}-wal", path.display())).unwrap_or_default());
            for words in [NAME, "Ring twice", NOTE, "professional"] {
                assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words}");
            }
        }
        t.act(ana, move |cx| supporters::remove(cx, id)).await.unwrap();
        assert!(matches!(t.see(ana, move |cx| supporters::show(cx, id)).await, Err(Error::NotFound)));
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_by_field_and_what_is_left_out_stays() {
    for t in testing::apps() {
        let (ana, ben, eve) = (t.person("Ana").await, t.person("Ben").await, t.person("Eve").await);
        let circle = t.circle("Linden Street", ben, &[ana], None).await;
        let theirs = t.circle("Elsewhere", eve, &[], None).await;
        let wrong = SupporterInput {
            sort: Some("enemy".into()),
            gives: Some(vec!["gold".into()]),
            rhythm: Some("hourly".into()),
            circle: Some(theirs.to_string()),
            ways: Some("x".repeat(5000)),
            ..Default::default()
        };
        let problems = |outcome: Result<SupporterView, Error>| match outcome {
            Err(Error::Invalid(invalid)) => {
                invalid.0.into_iter().map(|(field, p)| (field, p.code)).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(
            problems(t.act(ana, move |cx| supporters::add(cx, &wrong)).await),
            [
                ("name", "required"),
                ("sort", "choice"),
                ("ways", "too-long"),
                ("gives", "choice"),
                ("rhythm", "choice"),
                ("circle", "choice"),
            ]
        );
        let stranger = member(eve, "none");
        assert_eq!(
            problems(t.act(ana, move |cx| supporters::add(cx, &stranger)).await),
            [("member", "choice")]
        );
        add(&t, ana, member(ben, "none")).await;
        let twice = SupporterInput { circle: Some(circle.to_string()), ..member(ben, "none") };
        let twice = problems(t.act(ana, move |cx| supporters::add(cx, &twice)).await);
        assert_eq!(twice, [("member", "on-team"), ("circle", "share-member")]);
        let id = add(&t, ana, whole()).await;
        let note =
            SupporterInput { note: Some(String::new()), gives: Some(Vec::new()), ..Default::default() };
        let after = t.act(ana, move |cx| supporters::change(cx, id, &note)).await.unwrap();
        assert_eq!((after.name.as_str(), after.note, after.gives), (NAME, None, Vec::new()));
        assert_eq!((after.ways.as_deref(), after.receives), (Some(WAYS), vec![Kind::Ecological]));
    }
}

#[tokio::test]
async fn it_is_brought_to_mind_in_the_rhythm_and_contact_starts_it_anew() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ben, &[ana], None).await;
        let id = add(&t, ana, member(ben, "fortnightly")).await;
        let theirs = add(&t, ben, member(ana, "none")).await;
        t.later(weeks(1));
        assert_eq!(due(&t, ana).await, 0);
        t.later(weeks(1));
        assert_eq!((due(&t, ana).await, due(&t, ben).await), (1, 0));
        let again = t.see(ana, |cx| touch::due(cx, 9)).await.unwrap();
        assert_eq!((again[0].name.as_str(), again[0].since()), ("Ben", ("touch-weeks", 2)));
        // Letting it rest isn't being in touch.
        t.act(ana, move |cx| touch::rest(cx, id)).await.unwrap();
        assert_eq!(due(&t, ana).await, 0);
        t.later(weeks(2));
        assert_eq!(t.see(ana, |cx| touch::due(cx, 9)).await.unwrap()[0].since(), ("touch-weeks", 4));
        // A help that was is; one that didn't happen isn't.
        let told = RecordInput {
            with: Some(ana.to_string()),
            side: Some("giver".into()),
            kind: Some("emotional".into()),
            circle: Some(circle.to_string()),
            outcome: Some("done".into()),
            ..Default::default()
        };
        let (_, pledge) = pledged(&t, (ana, ben), circle.to_string(), false).await;
        t.act(ana, move |cx| pledges::accept(cx, pledge)).await.unwrap();
        let nothing = TellInput { outcome: Some("did_not_happen".into()), ..Default::default() };
        t.act(ben, move |cx| helps::finish(cx, pledge, &nothing)).await.unwrap();
        assert_eq!(due(&t, ana).await, 1);
        let help = told;
        t.later(SignedDuration::from_mins(5));
        let help = t.act(ben, move |cx| helps::record(cx, &help)).await.unwrap().id;
        assert_eq!(due(&t, ana).await, 0);
        t.later(weeks(3));
        assert_eq!(due(&t, ana).await, 1);
        let thanks = ThanksInput { help: Some(help.to_string()), words: Some("Soup".into()), audience: None };
        t.act(ana, move |cx| thanks::say(cx, &thanks)).await.unwrap();
        assert_eq!(due(&t, ana).await, 0);
        let both = [show(&t, ana, id).await.touched_at, show(&t, ben, theirs).await.touched_at];
        assert_eq!(both, [t.app.clock.now(); 2], "thanks are contact for both");
        t.later(weeks(3));
        t.act(ana, move |cx| touch::note(cx, id)).await.unwrap();
        assert_eq!(due(&t, ana).await, 0);
    }
}

#[tokio::test]
async fn one_notice_says_that_it_is_time_and_no_mail_unless_it_is_wanted() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        for name in ["Rosa", "Miro"] {
            add(&t, ana, SupporterInput { rhythm: Some("weekly".into()), ..outside(name) }).await;
        }
        t.later(weeks(1));
        t.act(None, move |cx| touch::remind(cx, ana)).await.unwrap();
        t.act(None, move |cx| touch::remind(cx, ana)).await.unwrap();
        let told = t.see(ana, |cx| notices::list(cx, &notices::NoticesInput::default())).await.unwrap();
        assert_eq!(told.items.len(), 1, "one for both, and once");
        let notice = &told.items[0];
        assert_eq!((notice.kind, notice.path.as_str()), (NoticeKind::KeepTouch, "/team"));
        assert!(!notice.text.contains("Rosa") && !notice.text.contains("Miro"), "{}", notice.text);
        assert!(t.outbox(ana).await.is_empty());
        let wanted = notices::SettingsInput { keep_touch: Some("instant".into()), ..Default::default() };
        t.act(ana, move |cx| notices::change_settings(cx, &wanted)).await.unwrap();
        let ids: Vec<_> =
            t.see(ana, supporters::team).await.unwrap().items.iter().map(|one| one.id).collect();
        for id in ids {
            t.act(ana, move |cx| touch::note(cx, id)).await.unwrap();
        }
        t.later(weeks(2));
        t.act(None, move |cx| touch::remind(cx, ana)).await.unwrap();
        let mails = t.outbox(ana).await;
        assert_eq!(mails.len(), 1);
        for text in [&mails[0].subject, &mails[0].plain, &mails[0].html] {
            assert!(!text.contains("Rosa") && !text.contains("Miro"), "{text}");
        }
    }
}

/// Ana's ask, with a pledge of Ben's.
async fn pledged(
    t: &TestApp,
    (ana, ben): (PersonId, PersonId),
    circle: String,
    anonymous: bool,
) -> (AskId, PledgeId) {
    let input = AskInput {
        title: "Someone to listen".into(),
        kind: "emotional".into(),
        circle: Some(circle),
        anonymous: anonymous.then(|| "on".to_owned()),
        ..Default::default()
    };
    let ask = t.act(ana, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
    let pledge = t.act(ben, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap();
    (ask, pledge.id)
}

#[tokio::test]
async fn a_team_does_not_give_away_who_asks_without_a_name() {
    for t in testing::apps() {
        let (ana, ben) = (t.person("Ana").await, t.person("Ben").await);
        let circle = t.circle("Linden Street", ben, &[ana], None).await.to_string();
        let (anas, bens) =
            (add(&t, ana, member(ben, "weekly")).await, add(&t, ben, member(ana, "weekly")).await);
        let before = t.app.clock.now();
        t.later(weeks(1));
        let (ask, pledge) = pledged(&t, (ana, ben), circle, true).await;
        let say = || MessageInput { words: "On Friday?".into() };
        let (one, two, three) = (say(), say(), say());
        t.act(ben, move |cx| threads::say(cx, ask, &one)).await.unwrap();
        t.act(ana, move |cx| threads::say(cx, ask, &two)).await.unwrap();
        assert_eq!(
            show(&t, ana, anas).await.touched_at,
            t.app.clock.now(),
            "who asks knows with whom they talk"
        );
        assert_eq!(show(&t, ben, bens).await.touched_at, before, "who pledged doesn't");
        t.act(ana, move |cx| pledges::accept(cx, pledge)).await.unwrap();
        t.act(ana, move |cx| threads::say(cx, ask, &three)).await.unwrap();
        assert_eq!(show(&t, ben, bens).await.touched_at, t.app.clock.now(), "now they know");
    }
}

#[tokio::test]
async fn who_leaves_blocks_or_is_deleted_stays_as_a_name_that_is_kept() {
    for t in testing::apps() {
        let (ana, ben, cem, dan) =
            (t.person("Ana").await, t.person("Ben").await, t.person("Cem").await, t.person("Dan").await);
        let circle = t.circle("Linden Street", ana, &[ben, cem, dan], None).await;
        let mut ids = Vec::new();
        for who in [ben, cem, dan] {
            ids.push(add(&t, ana, member(who, "weekly")).await);
        }
        t.later(weeks(2));
        assert_eq!(due(&t, ana).await, 3);
        let membership = t.membership(circle, ben).await;
        t.act(ben, move |cx| memberships::leave(cx, membership)).await.unwrap();
        t.act(cem, move |cx| blocks::block(cx, ana)).await.unwrap();
        let word = FarewellInput { word: "delete".into(), ..Default::default() };
        people::farewell::delete(&t.app, &Throttle::default(), &Credential::Person(dan), word).await.unwrap();
        for (id, name) in ids.iter().zip(["Ben", "Cem", "Dan"]) {
            let seen = show(&t, ana, *id).await;
            assert_eq!((seen.name.as_str(), seen.member), (name, None));
        }
        // Dan's is like any contact from outside now; of the others there is nothing to reach them by.
        assert_eq!(due(&t, ana).await, 1);
        let (id, note) =
            (ids[0], SupporterInput { note: Some("Moved to Cork".into()), ..Default::default() });
        let seen = t.act(ana, move |cx| supporters::change(cx, id, &note)).await.unwrap();
        assert_eq!((seen.name.as_str(), seen.note.as_deref()), ("Ben", Some("Moved to Cork")));
        t.act(cem, move |cx| blocks::unblock(cx, ana)).await.unwrap();
        assert_eq!(show(&t, ana, ids[1]).await.member, Some(cem), "it comes back as it was");
    }
}

#[tokio::test]
async fn a_circle_reads_name_and_ways_of_a_shared_contact_and_nothing_else_until_it_is_taken_back() {
    for t in testing::apps() {
        let (ana, ben, eve) = (t.person("Ana").await, t.person("Ben").await, t.person("Eve").await);
        let circle = t.circle("Number 7", ben, &[ana], None).await;
        let id = add(&t, ana, SupporterInput { circle: Some(circle.to_string()), ..whole() }).await;
        let read = |who: PersonId| t.see(who, move |cx| shared::of_circle(cx, circle));
        let seen = read(ben).await.unwrap();
        assert_eq!((seen[0].name.as_str(), seen[0].ways.as_deref(), seen[0].by.id), (NAME, Some(WAYS), ana));
        let json = serde_json::to_value(&seen).unwrap().to_string();
        for kept in [NOTE, "emotional", "professional", "monthly"] {
            assert!(!json.contains(kept), "{kept} in {json}");
        }
        assert!(matches!(read(eve).await, Err(Error::NotFound)));
        assert!(matches!(t.see(ben, move |cx| supporters::show(cx, id)).await, Err(Error::NotFound)));
        let nobody = SupporterInput { circle: Some(String::new()), ..Default::default() };
        t.act(ana, move |cx| supporters::change(cx, id, &nobody)).await.unwrap();
        assert!(read(ben).await.unwrap().is_empty());
        let again = SupporterInput { circle: Some(circle.to_string()), ..Default::default() };
        t.act(ana, move |cx| supporters::change(cx, id, &again)).await.unwrap();
        let membership = t.membership(circle, ana).await;
        t.act(ana, move |cx| memberships::leave(cx, membership)).await.unwrap();
        assert!(read(ben).await.unwrap().is_empty());
        t.act(None, move |cx| memberships::admit(cx, circle, ana, MemberRole::Member)).await.unwrap();
        assert!(read(ben).await.unwrap().is_empty(), "coming back doesn't share anew");
        assert!(show(&t, ana, id).await.shared_with.is_none());
    }
}

#[tokio::test]
async fn cards_are_looked_at_before_they_are_kept_all_or_none() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        add(&t, ana, outside("Miro")).await;
        let file = "BEGIN:VCARD\nVERSION:3.0\nFN:Rosa\nTEL:123\nEND:VCARD\nBEGIN:VCARD\nVERSION:3.0\nFN:miro\nEND:VCARD\n";
        let read = t.see(ana, move |cx| cards::read(cx, file.as_bytes())).await.unwrap();
        assert_eq!(
            read.cards.iter().map(|card| (card.name.as_str(), card.known)).collect::<Vec<_>>(),
            [("Rosa", false), ("miro", true)]
        );
        assert_eq!(t.see(ana, supporters::team).await.unwrap().items.len(), 1, "looking keeps nothing");
        let bad = SeveralInput { supporters: vec![outside("Rosa"), outside(" ")] };
        match t.act(ana, move |cx| cards::keep(cx, &bad)).await {
            Err(Error::Invalid(invalid)) => {
                assert_eq!((invalid.0[0].0, invalid.0[0].1.args["place"]), ("name", 2))
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(t.see(ana, supporters::team).await.unwrap().items.len(), 1, "all or none");
        let good = SeveralInput { supporters: vec![outside("Rosa"), outside("Theo")] };
        assert_eq!(t.act(ana, move |cx| cards::keep(cx, &good)).await.unwrap().added, 2);
        let out = t.see(ana, cards::of_team).await.unwrap();
        assert_eq!(out.matches("BEGIN:VCARD").count(), 3);
        let many = SeveralInput { supporters: vec![outside("One of many"); 198] };
        assert!(matches!(
            t.act(ana, move |cx| cards::keep(cx, &many)).await,
            Err(Error::Conflict("team-full"))
        ));
        assert!(matches!(
            t.see(None, move |cx| cards::read(cx, file.as_bytes())).await,
            Err(Error::SignInNeeded)
        ));
    }
}

#[tokio::test]
async fn hard_days_are_met_with_ones_own_people() {
    for t in testing::apps() {
        let ana = t.person("Ana").await;
        let gives =
            |name: &str, kind: &str| SupporterInput { gives: Some(vec![kind.into()]), ..outside(name) };
        add(&t, ana, outside("Gives nothing yet")).await;
        add(&t, ana, gives("Mends things", "practical")).await;
        add(&t, ana, SupporterInput { ways: Some("123".into()), ..gives("Listens", "emotional") }).await;
        for _ in 0..3 {
            t.later(SignedDuration::from_hours(24));
            let hard = CheckInInput { score: Some("2".into()), ..Default::default() };
            t.act(ana, move |cx| check_ins::answer(cx, &hard)).await.unwrap();
        }
        let kindness = t.see(ana, low::kindness).await.unwrap().unwrap();
        let names: Vec<_> =
            kindness.team.iter().map(|mate| (mate.name.as_str(), mate.ways.as_deref())).collect();
        assert_eq!(names, [("Listens", Some("123")), ("Mends things", None)]);
        assert!(t.see(ana, |cx| check_ins::mine(cx, &PageInput::default())).await.unwrap().items.len() == 3);
    }
}
