//! An application in which every private thing holds words that stand nowhere else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use mutua_domain::id::{AskId, CircleId, HelpId, PersonId, PledgeId};
use mutua_service::{
    Credential,
    applications::{self, AnswerInput, ApplicationInput},
    asks::{self, AskInput},
    blocks,
    check_ins::{self, CheckInInput},
    circles::{self, CircleInput},
    helps::{self, RecordInput, TellInput},
    invitations::{self, InvitationInput},
    loans::{self, LoanInput},
    memberships::{self, PauseInput, RemovalInput},
    needs::{self, NeedInput},
    notices::{self, SettingsInput},
    offers::{self, OfferInput},
    people::{
        self,
        accounts::{self, AddressInput, PasswordInput},
    },
    pledges::{self, PledgeInput, ReplyInput},
    sign_in,
    supporters::{self, SupporterInput},
    testing::TestApp,
    thanks::{self, ThanksAnswer, ThanksInput},
    threads::{self, MessageInput},
    throttle::Throttle,
    tokens::{self, TokenInput},
    wellbeing::{self, WellbeingInput, WellbeingRoundInput},
};
use mutua_storage::Statement;

use crate::support::Site;

macro_rules! roles {
    ($($role:ident = $name:literal),+ $(,)?) => {
        /// Who looks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Role { Nobody, $($role),+ }

        impl Role {
            pub const ALL: &'static [Self] = &[Self::Nobody, $(Self::$role),+];

            /// Their name, if they have an account: no two share one.
            pub const fn name(self) -> Option<&'static str> {
                match self { Self::Nobody => None, $(Self::$role => Some($name)),+ }
            }
        }
    };
}

roles! {
    Stranger = "Strabo",
    Guest = "Gustav",
    Member = "Melanie",
    Paused = "Paulina",
    Left = "Leontes",
    Barred = "Barnaby",
    // Blocked by the asker.
    Blocked = "Blodwen",
    Steward = "Stewart",
    ParentSteward = "Parvati",
    Administrator = "Adminia",
    // Asks without a name, and is in the circle no more.
    Asker = "Zenobia",
    Pledger = "Plutarch",
    Giver = "Givenchy",
    // Chosen by the member for another ask, and in the circle no more.
    Chosen = "Quillon",
    // Wrote an ask on another's behalf, for which the giver was told yes.
    Writer = "Wriothesley",
    Behalf = "Behrouz",
    HelpGiver = "Helgard",
    Receiver = "Recaredo",
    // In no circle.
    Owner = "Ownie",
    Offerer = "Offenbach",
    Applicant = "Applonia",
    Declined = "Declan",
    Removed = "Remigius",
}

use Role as R;

/// Those who are in the circle.
const INSIDE: &[Role] = &[
    R::Guest,
    R::Member,
    R::Paused,
    R::Blocked,
    R::Steward,
    R::Pledger,
    R::Giver,
    R::Writer,
    R::Behalf,
    R::HelpGiver,
    R::Receiver,
    R::Offerer,
];
/// Those who see the asker's ask.
const REACHED: &[Role] = &[
    R::Guest,
    R::Member,
    R::Paused,
    R::Steward,
    R::Pledger,
    R::Giver,
    R::Writer,
    R::Behalf,
    R::HelpGiver,
    R::Receiver,
    R::Offerer,
    R::Asker,
];

/// Words that stand for something private.
#[derive(Debug)]
pub struct Secret {
    /// What it is, for messages.
    pub what: &'static str,
    /// The words.
    pub text: String,
    /// Who may see them, on a page or by the API.
    pub readers: Vec<Role>,
    /// Whose mails may hold them.
    pub mailed: Vec<Role>,
}

/// Everything that was planted.
pub struct Plot {
    pub secrets: Vec<Secret>,
    people: BTreeMap<Role, PersonId>,
    pub class: CircleId,
    pub ask: AskId,
    /// A secret link: whose, and its path.
    pub links: Vec<(Role, String)>,
}

impl Plot {
    /// The person of a role.
    pub fn person(&self, role: Role) -> Option<PersonId> {
        self.people.get(&role).copied()
    }

    /// Who sees what goes on in the circle.
    pub const fn inside() -> &'static [Role] {
        INSIDE
    }

    /// Who sees the asker's ask.
    pub const fn reached() -> &'static [Role] {
        REACHED
    }

    /// What was planted was there to be seen: by some reader of each. Else a test finds nothing because nothing is there.
    pub fn must_have_shown(&self, shown: &BTreeSet<(&'static str, Role)>) {
        for secret in self.secrets.iter().filter(|secret| !secret.readers.is_empty()) {
            assert!(
                secret.readers.iter().any(|role| shown.contains(&(secret.what, *role))),
                "{} was shown to nobody, not even to {:?}",
                secret.what,
                secret.readers
            );
        }
    }

    fn hide(&mut self, what: &'static str, text: &str, readers: &[Role]) {
        let (text, readers) = (text.to_owned(), readers.to_vec());
        self.secrets.push(Secret { what, text, mailed: readers.clone(), readers });
    }

    /// What no page shows, ever; a mail takes it to one person.
    fn hide_from_all(&mut self, what: &'static str, text: &str, mailed: &[Role]) {
        self.secrets.push(Secret {
            what,
            text: text.to_owned(),
            readers: Vec::new(),
            mailed: mailed.to_vec(),
        });
    }
}

static TAKE_OUT: Statement = same("DELETE FROM membership WHERE circle_id = $1 AND person_id = $2");
static MAKE_ADMINISTRATOR: Statement = same("UPDATE person SET is_administrator = TRUE WHERE id = $1");

const fn same(sql: &'static str) -> Statement {
    Statement { name: "test", sqlite: sql, postgres: sql }
}

/// Plants everything.
pub async fn plant(site: &Site) -> Plot {
    let t = &site.t;
    let people = people_of(t).await;
    let who = |role: Role| people[&role];
    let (steward, parent) = (who(R::Steward), who(R::ParentSteward));
    let campus = t.circle("Campus", parent, &[steward], None).await;
    let class = circle(t, steward, campus, "Class", "invitation").await;
    let open = circle(t, steward, campus, "Open class", "application").await;
    let mut plot = Plot {
        secrets: Vec::new(),
        people: people.clone(),
        class,
        ask: AskId(uuid::Uuid::nil()),
        links: Vec::new(),
    };
    plot.hide("what a circle agrees on", "zq-agreements-Class", INSIDE);
    let face: Vec<Role> = INSIDE.iter().copied().chain([R::ParentSteward]).collect();
    plot.hide("what a closed circle says of itself", "zq-about-Class", &face);
    for role in INSIDE.iter().chain(&[R::Left, R::Barred, R::Asker, R::Chosen, R::Removed]) {
        if *role != R::Steward {
            t.join(class, who(*role)).await;
        }
    }
    places(t, &mut plot).await;
    asked(t, &mut plot).await;
    chosen(t, &mut plot).await;
    on_behalf(t, &plot).await;
    helped(t, &mut plot).await;
    kept(t, &mut plot).await;
    checked_in(t, &mut plot).await;
    teamed(t, &mut plot).await;
    offered(t, &mut plot).await;
    applied(t, &mut plot, open).await;
    account(t, &mut plot).await;
    contacts(&mut plot);
    for role in [R::Asker, R::Chosen] {
        let values = [class.into(), who(role).into()];
        t.act(None, move |cx| Ok(cx.tx.run(&TAKE_OUT, &values)?)).await.unwrap();
    }
    mailed(t, &mut plot).await;
    plot
}

/// Each person, told of everything at once by mail.
async fn people_of(t: &TestApp) -> BTreeMap<Role, PersonId> {
    let mut people = BTreeMap::new();
    for role in Role::ALL {
        let Some(name) = role.name() else { continue };
        let person = if *role == R::Guest { t.guest(name).await } else { t.person(name).await };
        let at_once = || Some("instant".to_owned());
        let settings = SettingsInput {
            new_ask: at_once(),
            pledge: at_once(),
            answer: at_once(),
            message: at_once(),
            help: at_once(),
            thanks: at_once(),
            still_needed: at_once(),
            on_behalf: at_once(),
            reminder: at_once(),
            membership: at_once(),
            check_in: at_once(),
            shared_check_in: at_once(),
            keep_touch: at_once(),
            wellbeing: at_once(),
        };
        t.act(person, move |cx| notices::change_settings(cx, &settings)).await.unwrap();
        people.insert(*role, person);
    }
    let administrator = people[&R::Administrator];
    t.act(None, move |cx| Ok(cx.tx.run(&MAKE_ADMINISTRATOR, &[administrator.into()])?)).await.unwrap();
    people
}

async fn circle(
    t: &TestApp,
    steward: PersonId,
    parent: CircleId,
    name: &'static str,
    joining: &'static str,
) -> CircleId {
    let input = CircleInput {
        name: name.into(),
        about: Some(format!("zq-about-{name}")),
        agreements: Some(format!("zq-agreements-{name}")),
        parent: Some(parent.to_string()),
        joining: Some(joining.into()),
        questions: vec!["Why do you come?".into()],
        ..Default::default()
    };
    t.act(steward, move |cx| circles::create(cx, &input)).await.unwrap().id
}

/// Who left, takes a break or was removed, and the link by which others come.
async fn places(t: &TestApp, plot: &mut Plot) {
    let (class, steward) = (plot.class, plot.people[&R::Steward]);
    let (left, paused) = (plot.people[&R::Left], plot.people[&R::Paused]);
    let id = t.membership(class, left).await;
    t.act(left, move |cx| memberships::leave(cx, id)).await.unwrap();
    let id = t.membership(class, paused).await;
    t.act(paused, move |cx| memberships::pause(cx, id, &PauseInput::default())).await.unwrap();
    for (role, afterwards, reason) in [
        (R::Removed, "may_come_back", "zq-reason-of-the-removal"),
        (R::Barred, "kept_out", "zq-reason-of-keeping-out"),
    ] {
        let id = t.membership(class, plot.people[&role]).await;
        let input = RemovalInput { reason: reason.into(), afterwards: afterwards.into() };
        t.act(steward, move |cx| memberships::remove(cx, id, &input)).await.unwrap();
        plot.hide(
            if role == R::Removed { "why one was removed" } else { "why one is kept out" },
            reason,
            &[R::Steward, role],
        );
    }
    let input = InvitationInput {
        circle: class.to_string(),
        greeting: Some("zq-greeting".into()),
        ..Default::default()
    };
    let invitation = t.act(steward, move |cx| invitations::create(cx, &input)).await.unwrap();
    plot.hide("the word to those who are invited", "zq-greeting", &[R::Steward]);
    plot.hide("the link of an invitation", &invitation.token, &[R::Steward]);
    plot.links.push((R::Steward, format!("/join/{}", invitation.token)));
}

fn ask_input(class: CircleId, title: &str, words: &str) -> AskInput {
    AskInput {
        title: title.into(),
        words: Some(words.into()),
        kind: "practical".into(),
        circle: Some(class.to_string()),
        helpers_wanted: Some("5".into()),
        ..Default::default()
    }
}

/// An anonymous ask with pledges in every state, and its thread.
async fn asked(t: &TestApp, plot: &mut Plot) {
    let (class, asker) = (plot.class, plot.people[&R::Asker]);
    let blocked = plot.people[&R::Blocked];
    t.act(asker, move |cx| blocks::block(cx, blocked)).await.unwrap();
    let input = AskInput {
        anonymous: Some("true".into()),
        place: Some("zq-place-of-the-ask".into()),
        ..ask_input(class, "zq-title-of-the-ask", "zq-words-of-the-ask")
    };
    let ask = t.act(asker, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
    plot.ask = ask;
    plot.hide("the title of an ask", "zq-title-of-the-ask", REACHED);
    // They were in the circle when they were told of it.
    plot.secrets.last_mut().unwrap().mailed.push(R::Chosen);
    plot.hide("the words of an ask", "zq-words-of-the-ask", REACHED);
    plot.hide("the place of an ask", "zq-place-of-the-ask", REACHED);
    plot.hide("the name of an anonymous asker", "Zenobia", &[R::Asker, R::Giver]);
    pledged(t, plot, R::Pledger, "zq-words-of-the-pledger").await;
    plot.hide("the words of a pledge that waits", "zq-words-of-the-pledger", &[R::Asker, R::Pledger]);
    let accepted = pledged(t, plot, R::Giver, "zq-words-of-the-giver").await;
    t.act(asker, move |cx| pledges::accept(cx, accepted)).await.unwrap();
    plot.hide("the words of a pledge that was accepted", "zq-words-of-the-giver", &[R::Asker, R::Giver]);
    let declined = pledged(t, plot, R::Member, "zq-words-that-were-declined").await;
    let reply = ReplyInput { words: Some("zq-kind-no".into()) };
    t.act(asker, move |cx| pledges::decline(cx, declined, &reply)).await.unwrap();
    plot.hide(
        "the words of a pledge that was declined",
        "zq-words-that-were-declined",
        &[R::Asker, R::Member],
    );
    plot.hide("a kind no", "zq-kind-no", &[R::Asker, R::Member]);
    let withdrawn = pledged(t, plot, R::Writer, "zq-words-that-were-taken-back").await;
    let reply = ReplyInput { words: Some("zq-sorry".into()) };
    t.act(plot.people[&R::Writer], move |cx| pledges::withdraw(cx, withdrawn, &reply)).await.unwrap();
    plot.hide(
        "the words of a pledge that was taken back",
        "zq-words-that-were-taken-back",
        &[R::Asker, R::Writer],
    );
    plot.hide("the word with which a pledge was taken back", "zq-sorry", &[R::Asker, R::Writer]);
    for (role, words) in [(R::Asker, "zq-thread-of-the-asker"), (R::Pledger, "zq-thread-of-the-pledger")] {
        let message = MessageInput { words: words.into() };
        t.act(plot.people[&role], move |cx| threads::say(cx, ask, &message)).await.unwrap();
        let what =
            if role == R::Asker { "the asker's words in a thread" } else { "a pledger's words in a thread" };
        plot.hide(what, words, &[R::Asker, R::Pledger, R::Giver]);
    }
}

async fn pledged(t: &TestApp, plot: &Plot, role: Role, words: &'static str) -> PledgeId {
    t.later(SignedDuration::from_hours(2));
    let (ask, input) = (plot.ask, PledgeInput { words: Some(words.into()), time: None });
    t.act(plot.people[&role], move |cx| pledges::pledge(cx, ask, &input)).await.unwrap().id
}

/// An ask for one chosen person.
async fn chosen(t: &TestApp, plot: &mut Plot) {
    let chosen = plot.people[&R::Chosen];
    let input = AskInput {
        chosen: vec![chosen.to_string()],
        ..ask_input(plot.class, "zq-title-for-the-chosen", "zq-words-for-the-chosen")
    };
    t.act(plot.people[&R::Member], move |cx| asks::create(cx, &input)).await.unwrap();
    plot.hide("the title of an ask for chosen people", "zq-title-for-the-chosen", &[R::Member, R::Chosen]);
    plot.hide("the words of an ask for chosen people", "zq-words-for-the-chosen", &[R::Member, R::Chosen]);
    plot.hide("who was chosen", "Quillon", &[R::Member, R::Chosen]);
}

/// How people say they are: to nobody, to one, to the circle.
async fn checked_in(t: &TestApp, plot: &mut Plot) {
    let (class, giver) = (plot.class, plot.people[&R::Giver]);
    let input = |words: &str| CheckInInput {
        score: Some("4".into()),
        words: Some(words.into()),
        ..Default::default()
    };
    let to_one = CheckInInput {
        share: Some("people".into()),
        people: vec![giver.to_string()],
        ..input("zq-check-in-for-one")
    };
    let to_circle = CheckInInput {
        share: Some("circles".into()),
        circles: vec![class.to_string()],
        ..input("zq-check-in-for-the-circle")
    };
    let counted = CheckInInput {
        share: Some("counted".into()),
        circles: vec![class.to_string()],
        ..input("zq-check-in-that-counts")
    };
    let all = [
        (R::Owner, input("zq-check-in-for-nobody")),
        (R::Member, to_one),
        (R::Offerer, to_circle),
        (R::Paused, counted),
    ];
    for (role, input) in all {
        t.act(plot.people[&role], move |cx| check_ins::answer(cx, &input)).await.unwrap();
    }
    let on = WellbeingRoundInput { on: Some("true".into()) };
    t.act(plot.people[&R::Steward], move |cx| wellbeing::switch(cx, class, &on)).await.unwrap();
    let numbers = WellbeingInput { happy: Some("4".into()), ..Default::default() };
    t.act(plot.people[&R::Member], move |cx| wellbeing::answer(cx, class, &numbers)).await.unwrap();
    plot.hide("a check-in of one's own", "zq-check-in-for-nobody", &[R::Owner]);
    plot.hide("a check-in for one person", "zq-check-in-for-one", &[R::Member, R::Giver]);
    plot.hide("a check-in for the circle", "zq-check-in-for-the-circle", INSIDE);
    plot.hide("the words of a check-in that only counts", "zq-check-in-that-counts", &[R::Paused]);
}

/// Someone on a team, whom nobody else sees; and one of whom a circle reads name and ways.
async fn teamed(t: &TestApp, plot: &mut Plot) {
    let kept = |name: &str, ways: &str, note: &str| SupporterInput {
        name: Some(name.into()),
        sort: Some("mentor".into()),
        ways: Some(ways.into()),
        note: Some(note.into()),
        gives: Some(vec!["emotional".into()]),
        rhythm: Some("weekly".into()),
        ..Default::default()
    };
    let own = kept("zq-supporter-of-ones-own", "zq-ways-of-ones-own", "zq-note-of-ones-own");
    let shared = SupporterInput {
        circle: Some(plot.class.to_string()),
        ..kept("zq-contact-for-the-circle", "zq-ways-for-the-circle", "zq-note-on-a-contact")
    };
    let member = SupporterInput {
        member: Some(plot.people[&R::Steward].to_string()),
        name: None,
        ..kept("", "", "zq-note-on-the-steward")
    };
    for (role, input) in [(R::Owner, own), (R::Offerer, shared), (R::Member, member)] {
        t.act(plot.people[&role], move |cx| supporters::add(cx, &input)).await.unwrap();
    }
    plot.hide("who stands on a team", "zq-supporter-of-ones-own", &[R::Owner]);
    plot.hide("ways to reach a supporter", "zq-ways-of-ones-own", &[R::Owner]);
    plot.hide("a note on a supporter", "zq-note-of-ones-own", &[R::Owner]);
    plot.hide("a contact for the circle", "zq-contact-for-the-circle", INSIDE);
    plot.hide("ways to reach a contact for the circle", "zq-ways-for-the-circle", INSIDE);
    plot.hide("a note on a contact for the circle", "zq-note-on-a-contact", &[R::Offerer]);
    plot.hide("a note on a member of a team", "zq-note-on-the-steward", &[R::Member]);
}

/// An ask that is written on another's behalf, for which a pledge was accepted.
async fn on_behalf(t: &TestApp, plot: &Plot) {
    t.later(SignedDuration::from_hours(2));
    let (writer, giver) = (plot.people[&R::Writer], plot.people[&R::Giver]);
    let input = AskInput {
        on_behalf_of: Some(plot.people[&R::Behalf].to_string()),
        ..ask_input(plot.class, "Soup for a week", "With leeks")
    };
    let ask = t.act(writer, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
    let pledge = t.act(giver, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap().id;
    t.act(writer, move |cx| pledges::accept(cx, pledge)).await.unwrap();
}

/// Helps between two, with what each said of them.
async fn helped(t: &TestApp, plot: &mut Plot) {
    let (giver, receiver) = (plot.people[&R::HelpGiver], plot.people[&R::Receiver]);
    let both = [R::HelpGiver, R::Receiver];
    let (lent, shared) = (help(t, plot, "10").await, help(t, plot, "20").await);
    let proposed = help(t, plot, "30").await;
    let told = TellInput {
        outcome: Some("partly".into()),
        words: Some("zq-words-of-the-receiver".into()),
        ..Default::default()
    };
    t.act(receiver, move |cx| helps::tell(cx, lent, &told)).await.unwrap();
    plot.hide("how the giver tells a help", "zq-words-of-the-help", &both);
    plot.hide("how the receiver tells a help", "zq-words-of-the-receiver", &both);
    let loan = LoanInput { words: Some("zq-words-of-the-loan".into()), due_on: None };
    t.act(giver, move |cx| loans::propose(cx, lent, &loan)).await.unwrap();
    plot.hide("what was lent", "zq-words-of-the-loan", &both);
    for (help, words, audience) in [
        (lent, "zq-private-thanks", "private"),
        (proposed, "zq-thanks-not-agreed-to", "circle"),
        (shared, "zq-shared-thanks", "circle"),
    ] {
        let input = ThanksInput {
            help: Some(help.to_string()),
            words: Some(words.into()),
            audience: Some(audience.into()),
        };
        let id = t.act(receiver, move |cx| thanks::say(cx, &input)).await.unwrap().id;
        if help == shared {
            let yes = ThanksAnswer { answer: "yes".into() };
            t.act(giver, move |cx| thanks::answer(cx, id, &yes)).await.unwrap();
        }
    }
    plot.hide("private thanks", "zq-private-thanks", &both);
    plot.hide("thanks that the giver hasn't agreed to share", "zq-thanks-not-agreed-to", &both);
    plot.hide("thanks that the circle reads", "zq-shared-thanks", INSIDE);
}

async fn help(t: &TestApp, plot: &Plot, minutes: &'static str) -> HelpId {
    t.later(SignedDuration::from_hours(2));
    let input = RecordInput {
        with: Some(plot.people[&R::Receiver].to_string()),
        side: Some("giver".into()),
        kind: Some("economic".into()),
        circle: Some(plot.class.to_string()),
        minutes: Some(minutes.into()),
        words: Some("zq-words-of-the-help".into()),
        ..Default::default()
    };
    t.act(plot.people[&R::HelpGiver], move |cx| helps::record(cx, &input)).await.unwrap().id
}

/// Kept needs: of someone in no circle, and of someone who also asks.
async fn kept(t: &TestApp, plot: &mut Plot) {
    for (role, words) in [(R::Owner, "zq-need-of-the-owner"), (R::Asker, "zq-need-of-the-asker")] {
        let input =
            NeedInput { words: Some(words.into()), kind: Some("emotional".into()), ..Default::default() };
        t.act(plot.people[&role], move |cx| needs::keep(cx, &input)).await.unwrap();
        plot.hide(if role == R::Owner { "a kept need" } else { "a kept need of an asker" }, words, &[role]);
    }
}

async fn offered(t: &TestApp, plot: &mut Plot) {
    let offerer = plot.people[&R::Offerer];
    for (words, paused) in [("zq-words-of-the-offer", false), ("zq-words-of-a-resting-offer", true)] {
        let input = OfferInput {
            circle: Some(plot.class.to_string()),
            kind: Some("practical".into()),
            title: Some("I mend bicycles".into()),
            words: Some(words.into()),
            ..Default::default()
        };
        let id = t.act(offerer, move |cx| offers::create(cx, &input)).await.unwrap().id;
        if paused {
            let rest = OfferInput { state: Some("paused".into()), ..Default::default() };
            t.act(offerer, move |cx| offers::change(cx, id, &rest)).await.unwrap();
            plot.hide("an offer that rests", words, &[R::Offerer]);
        } else {
            plot.hide("an offer", words, INSIDE);
        }
    }
}

/// One application waits, one was declined.
async fn applied(t: &TestApp, plot: &mut Plot, open: CircleId) {
    let steward = plot.people[&R::Steward];
    for (role, answer) in [(R::Applicant, "zq-answer-of-the-applicant"), (R::Declined, "zq-answer-declined")]
    {
        let input = ApplicationInput { answers: vec![answer.into()] };
        t.act(plot.people[&role], move |cx| applications::apply(cx, open, &input)).await.unwrap();
    }
    plot.hide("the answers of an applicant", "zq-answer-of-the-applicant", &[R::Steward, R::Applicant]);
    let id = t.membership(open, plot.people[&R::Declined]).await;
    let no = AnswerInput { answer: "no".into(), words: Some("zq-words-of-the-no".into()) };
    t.act(steward, move |cx| applications::answer(cx, id, &no)).await.unwrap();
    plot.hide("the word with a declined application", "zq-words-of-the-no", &[R::Steward, R::Declined]);
    plot.hide_from_all("the answers of a declined application", "zq-answer-declined", &[]);
}

/// What an account has that is nobody else's, and what is shown once or never.
async fn account(t: &TestApp, plot: &mut Plot) {
    let (owner, guest) = (plot.people[&R::Owner], plot.people[&R::Guest]);
    let token = TokenInput { name: "zq-name-of-a-token".into(), ..Default::default() };
    let token = t.act(owner, move |cx| tokens::create(cx, &token)).await.unwrap();
    plot.hide("what a token is for", "zq-name-of-a-token", &[R::Owner]);
    plot.hide_from_all("the secret of a token", &token.secret, &[]);
    let (throttle, credential) = (Throttle::default(), Credential::Person(owner));
    let password = PasswordInput { new_password: "zq-correct horse battery".into(), ..Default::default() };
    accounts::change_password(&t.app, &throttle, &credential, password).await.unwrap();
    let address = AddressInput {
        email: "zq-new-address@example.net".into(),
        password: "zq-correct horse battery".into(),
    };
    accounts::change_address(&t.app, &throttle, &credential, address).await.unwrap();
    plot.hide("the address that one changes to", "zq-new-address@example.net", &[R::Owner]);
    plot.hide_from_all("a password", "zq-correct horse battery", &[]);
    plot.hide_from_all("the hash of a password", "$argon2", &[]);
    let session = t.act(None, move |cx| sign_in::open_session(cx, owner, Some("zq-browser"))).await.unwrap();
    plot.hide("the browser of a session", "zq-browser", &[R::Owner]);
    plot.hide_from_all("the secret of a session", &session, &[]);
    let link = t.act(None, move |cx| people::recovery_link_of(cx, guest)).await.unwrap();
    let secret = link.rsplit('/').next().unwrap_or_default();
    plot.hide_from_all("the secret of a recovery link", secret, &[]);
    plot.links.push((R::Guest, format!("/recover/{secret}")));
    sign_in::mail_link(&t.app, &throttle, "ownie@example.org", None).await.unwrap();
}

/// How each person is reached: seen by themselves, and across an accepted pledge. While an ask is written on another's
/// behalf it is the writer who is reached.
fn contacts(plot: &mut Plot) {
    for role in Role::ALL.iter().copied() {
        let Some(name) = role.name() else { continue };
        let mut readers = vec![role];
        match role {
            R::Asker | R::Writer => readers.push(R::Giver),
            R::Giver => readers.extend([R::Asker, R::Writer, R::Behalf]),
            _ => {}
        }
        plot.hide("how someone is reached", &format!("Ring {name} at the door"), &readers);
        let address = format!("{}@example.org", name.to_lowercase());
        if role != R::Guest {
            plot.hide("someone's address", &address, &readers);
        }
    }
}

/// The links in everybody's mails, the daily one among them: each is one person's.
async fn mailed(t: &TestApp, plot: &mut Plot) {
    for (role, person) in plot.people.clone() {
        t.act(None, move |cx| notices::send_digest(cx, person)).await.unwrap();
        for mail in t.outbox(person).await {
            for word in mail.plain.split_whitespace() {
                let Some(path) = word.strip_prefix("http://127.0.0.1:7373") else { continue };
                let what = match path.split('/').nth(1) {
                    Some("do") => "a link that does one thing",
                    Some("unsubscribe") => "a link that turns mails off",
                    Some("sign-in") => "a link that signs in",
                    Some("me") if path.starts_with("/me/address/") => "a link that confirms an address",
                    _ => continue,
                };
                let secret = path.rsplit('/').next().unwrap_or_default();
                plot.hide_from_all(what, secret, &[role]);
                plot.links.push((role, path.to_owned()));
            }
        }
    }
    let sorts: BTreeSet<&str> = plot.links.iter().filter_map(|(_, path)| path.split('/').nth(1)).collect();
    assert_eq!(
        sorts.into_iter().collect::<Vec<_>>(),
        ["do", "join", "me", "recover", "sign-in", "unsubscribe"]
    );
}
