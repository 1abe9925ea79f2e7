//! An attacking steward, who runs the server too, in a circle of six over weeks in which people come and go.
//!
//! Two of the six trade all of their private lives: what they answered, kept, gave, received and are ready for. Whatever the
//! attacker can read (every page, every answer of the API, the exports among them, their mails, the log, the operator's
//! figures) must be the same in both worlds, week by week: then nothing of it tells which of the two is which, and nobody's
//! score, kept need, position or tie can be recovered. To the two themselves the worlds differ, or the trade would be none.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use mutua_domain::id::{CircleId, PersonId};
use mutua_service::{
    capacity::{self, CapacityInput},
    check_ins::{self, CheckInInput, week},
    helps::{self, RecordInput},
    memberships, mirror,
    needs::{self, NeedInput},
    testing::TestApp,
    wellbeing::{self, WellbeingInput, WellbeingRoundInput},
};
use mutua_storage::Statement;

use crate::{
    crawl,
    log::Heard,
    routes, sinks,
    support::{Site, sites},
};

static MAKE_ADMINISTRATOR: Statement = Statement {
    name: "test::make_administrator",
    sqlite: "UPDATE person SET is_administrator = TRUE WHERE id = $1",
    postgres: "UPDATE person SET is_administrator = TRUE WHERE id = $1",
};

/// Weeks that the attacker looks at.
const WEEKS: usize = 6;
/// One of the two leaves in this week, and someone new comes in the next.
const LEAVES_IN: usize = 2;

/// Everyone of the circle; `one` and `two` trade lives.
#[derive(Clone, Copy)]
struct Six {
    attacker: PersonId,
    one: PersonId,
    two: PersonId,
    friend: PersonId,
    others: [PersonId; 2],
    circle: CircleId,
}

/// A private life.
#[derive(Clone, Copy)]
struct Life {
    score: &'static str,
    keeps: usize,
    gives: usize,
    ready: &'static str,
    rests: bool,
}

const HARD: Life = Life { score: "1", keeps: 3, gives: 4, ready: "60", rests: true };
/// That someone gives at all is no secret: who takes part in a circle's figures shows in whether they are withheld.
const EASY: Life = Life { score: "9", keeps: 0, gives: 1, ready: "1200", rests: false };

async fn gather(t: &TestApp) -> Six {
    let attacker = t.person("Stewart").await;
    let (one, two, friend) = (t.person("Una").await, t.person("Dua").await, t.person("Fred").await);
    let others = [t.person("Olga").await, t.person("Omar").await];
    let members = [one, two, friend, others[0], others[1]];
    let circle = t.circle("Linden Street", attacker, &members, None).await;
    t.act(None, move |cx| Ok(cx.tx.run(&MAKE_ADMINISTRATOR, &[attacker.into()])?)).await.unwrap();
    let on = WellbeingRoundInput { on: Some("true".into()) };
    t.act(attacker, move |cx| wellbeing::switch(cx, circle, &on)).await.unwrap();
    Six { attacker, one, two, friend, others, circle }
}

/// A week of someone's life, told to nobody: their answer is only a number in the circle's.
async fn live(t: &TestApp, six: Six, who: PersonId, life: Life) {
    let check_in = CheckInInput {
        score: Some(life.score.into()),
        share: Some("counted".into()),
        circles: vec![six.circle.to_string()],
        ..Default::default()
    };
    t.act(who, move |cx| check_ins::answer(cx, &check_in)).await.unwrap();
    let four = WellbeingInput {
        satisfied: Some(life.score.into()),
        happy: Some(life.score.into()),
        ..Default::default()
    };
    t.act(who, move |cx| wellbeing::answer(cx, six.circle, &four)).await.unwrap();
    for _ in 0..life.keeps {
        let need = NeedInput { words: Some("x".into()), kind: Some("moral".into()), ..Default::default() };
        t.act(who, move |cx| needs::keep(cx, &need)).await.unwrap();
    }
    for _ in 0..life.gives {
        let help = RecordInput {
            with: Some(six.friend.to_string()),
            side: Some("giver".into()),
            kind: Some("practical".into()),
            circle: Some(six.circle.to_string()),
            ..Default::default()
        };
        let help = t.act(who, move |cx| helps::record(cx, &help)).await.unwrap().id;
        t.act(None, move |cx| mirror::with_help(cx, help)).await.unwrap();
    }
    let ready = CapacityInput {
        minutes: Some(life.ready.into()),
        paused: Some(life.rests.to_string()),
        ..Default::default()
    };
    t.act(who, move |cx| capacity::change(cx, &ready)).await.unwrap();
    t.act(None, move |cx| mirror::anew(cx, who)).await.unwrap();
}

async fn close_week(t: &TestApp, six: Six) {
    t.later(SignedDuration::from_hours(7 * 24));
    let circle = six.circle;
    let gathered = t.see(None, move |cx| mirror::circle::gather(cx, circle)).await.unwrap();
    let made = gathered.map(|gathered| {
        let figures = gathered.figures().unwrap();
        (gathered, figures)
    });
    let made = std::sync::Arc::new(made);
    t.act(None, move |cx| {
        week::make(cx, circle)?;
        mirror::circle::keep(cx, circle, made.as_ref().as_ref())?;
        wellbeing::month::make(cx, circle)?;
        capacity::circle::make(cx, circle)
    })
    .await
    .unwrap();
}

/// All that someone can read, by where.
type View = BTreeMap<String, String>;

async fn view(site: &Site, who: PersonId) -> View {
    let ids = routes::some_ids(site);
    let mut view = View::new();
    let mut browser = site.browser_of(who).await;
    crawl::each_page(&mut browser, &ids, |path, text| {
        view.insert(blurred(path), blurred(text));
    })
    .await;
    let mut program = site.program_of(who).await;
    crawl::each_answer(&mut program, &ids, |path, text| {
        view.insert(blurred(&format!("/api/v1{path}")), blurred(text));
    })
    .await;
    for (number, mail) in site.t.outbox(who).await.into_iter().enumerate() {
        view.insert(format!("mail {number}"), blurred(&format!("{}\n{}", mail.subject, mail.plain)));
    }
    view
}

/// What only an operator reads of a week: the log, and the figures. How long something took is chance, and requests are
/// those that this test makes to look.
async fn operators_view(site: &Site, heard: &Heard) -> View {
    let mut view = View::new();
    view.insert("log".into(), blurred(&heard.take()));
    let figures = sinks::metrics(site).await;
    // They come in no order.
    let ours: BTreeSet<&str> = figures.lines().filter(|line| line.starts_with("mutua_")).collect();
    let counted = ours.into_iter().filter(|line| !line.contains("_seconds") && !line.contains("_http_"));
    view.insert("metrics".into(), counted.collect::<Vec<_>>().join("\n"));
    view
}

/// Ids and secrets are drawn anew in each world, and say nothing; the colour of an avatar follows from an id.
fn blurred(text: &str) -> String {
    let mut blurred = String::with_capacity(text.len());
    let mut word = String::new();
    for c in text.chars().chain([' ']) {
        if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
            word.push(c);
        } else {
            let long = word.len() >= 20 && word.chars().any(|c| c.is_ascii_digit());
            let drawn = long || word.starts_with("avatar-");
            blurred.push_str(if drawn { "*" } else { &word });
            blurred.push(c);
            word.clear();
        }
    }
    blurred
}

/// The lives of the two.
const fn lives(traded: bool) -> (Life, Life) {
    if traded { (EASY, HARD) } else { (HARD, EASY) }
}

/// A week of everyone; without a life of the second of the two once they have left.
async fn pass_week(t: &TestApp, six: Six, (one, two): (Life, Option<Life>), newcomer: Option<PersonId>) {
    let mild = Life { score: "6", keeps: 0, gives: 1, ready: "120", rests: false };
    live(t, six, six.one, one).await;
    if let Some(two) = two {
        live(t, six, six.two, two).await;
    }
    for who in [six.others[0], six.others[1], six.attacker].into_iter().chain(newcomer) {
        live(t, six, who, mild).await;
    }
    live(t, six, six.friend, Life { gives: 0, ..mild }).await;
    close_week(t, six).await;
}

/// What the attacker can read, week by week.
async fn world(site: &Site, traded: bool) -> Vec<View> {
    let t = &site.t;
    // A week is over once its Sunday is over everywhere.
    t.later(SignedDuration::from_hours(5));
    let six = gather(t).await;
    let (of_one, of_two) = lives(traded);
    let mut seen = Vec::new();
    let mut newcomer = None;
    let (heard, _listening) = Heard::here();
    for week in 0..WEEKS {
        if week == LEAVES_IN {
            let membership = t.membership(six.circle, six.two).await;
            t.act(six.two, move |cx| memberships::leave(cx, membership)).await.unwrap();
        }
        if week == LEAVES_IN + 1 {
            let person = t.person("Nele").await;
            t.join(six.circle, person).await;
            newcomer = Some(person);
        }
        pass_week(t, six, (of_one, (week < LEAVES_IN).then_some(of_two)), newcomer).await;
        let mut read = operators_view(site, &heard).await;
        read.extend(view(site, six.attacker).await);
        heard.take();
        seen.push(read);
    }
    seen
}

/// What each of the two can read of themselves after a week: in a world of its own, since looking leaves traces too.
async fn own_views(site: &Site, traded: bool) -> (View, View) {
    let six = gather(&site.t).await;
    let (of_one, of_two) = lives(traded);
    pass_week(&site.t, six, (of_one, Some(of_two)), None).await;
    (view(site, six.one).await, view(site, six.two).await)
}

/// The first line that differs, for whoever has to find out why.
fn first_line(a: &str, b: &str) -> String {
    let mut lines = a.lines().zip(b.lines());
    lines.find(|(a, b)| a != b).map_or_else(String::new, |(a, b)| format!("{a}\n{b}"))
}

fn differing(a: &View, b: &View) -> Vec<String> {
    let all = a.keys().chain(b.keys()).collect::<BTreeSet<_>>();
    all.into_iter().filter(|place| a.get(*place) != b.get(*place)).cloned().collect()
}

#[tokio::test]
async fn a_steward_who_runs_the_server_cant_tell_whose_life_is_whose() {
    // What is shown doesn't hang on the database; both have been walked by everyone in the test beside this.
    let one_site = || sites().remove(0);
    let seen = world(&one_site(), false).await;
    let traded = world(&one_site(), true).await;
    for (week, (a, b)) in seen.iter().zip(&traded).enumerate() {
        assert!(a.len() > 100, "only {} places were looked at", a.len());
        let differ = differing(a, b);
        let first = differ.first().and_then(|place| Some(first_line(a.get(place)?, b.get(place)?)));
        assert!(differ.is_empty(), "week {week}: {differ:?}\n{}", first.unwrap_or_default());
    }
    // The circle's figures were there to be read, in the first weeks at least.
    let shown = |view: &View| view.values().any(|text| text.contains("\"median\":"));
    assert!(seen.iter().all(shown), "a group's answer was shown");
    assert!(seen.iter().all(|view| view["metrics"].contains("mutua_mails_waiting")), "figures were read");
    let month = |view: &View| view.values().any(|text| text.contains("\"question\":\"happy\",\"answer\":{"));
    assert!(seen.last().is_some_and(month), "a month of the four questions was shown");
    let (ones, twos) = own_views(&one_site(), false).await;
    let (ones_traded, twos_traded) = own_views(&one_site(), true).await;
    assert!(!differing(&ones, &ones_traded).is_empty() && !differing(&twos, &twos_traded).is_empty());
}
