//! The stage: one circle in another with everything in it, and a real person in every standing.
//!
//! Whoever could stand to a thing in two ways is put in place so that only one remains (the asker, say, is taken out of
//! the circle by hand): what they may do then, they may because of that one.

use mutua_domain::{
    id::{
        AskId, CheckInId, CircleId, HelpId, InvitationId, MembershipId, NeedId, OfferId, PersonId, PledgeId,
        RecordId, SupporterId, WellbeingAnswerId,
    },
    id::{ThanksId, TokenId},
    life::MembershipState,
};
use mutua_service::{
    PageInput,
    applications::{self, ApplicationInput},
    asks::{self, AskInput},
    blocks,
    capacity::{self, CapacityInput},
    check_ins::{self, CheckInInput},
    circles::{self, CircleChange, CircleInput},
    helps::{self, RecordInput},
    invitations::{self, InvitationInput},
    loans::{self, LoanAnswer, LoanInput},
    memberships::{self, PauseInput, RemovalInput},
    mirror::{self, AgreementInput},
    needs::{self, NeedInput},
    offers::{self, OfferInput},
    pledges::{self, PledgeInput},
    supporters::{self, SupporterInput},
    testing::TestApp,
    thanks::{self, ThanksAnswer, ThanksInput},
    tokens::{self, TokenInput},
    wellbeing::{self, WellbeingInput, WellbeingRoundInput},
};
use mutua_storage::{Statement, Value, tables};

macro_rules! sql {
    ($name:ident, $text:literal) => {
        static $name: Statement =
            Statement { name: concat!("test::", stringify!($name)), sqlite: $text, postgres: $text };
    };
}
sql!(MAKE_ADMINISTRATOR, "UPDATE person SET is_administrator = TRUE WHERE id = $1");
sql!(TAKE_OUT, "DELETE FROM membership WHERE circle_id = $1 AND person_id = $2");

/// An ask with a pledge that waits and one that was accepted.
#[derive(Debug, Clone, Copy)]
pub struct AskScene {
    pub ask: AskId,
    /// Who asks.
    pub asker: PersonId,
    /// Who wrote it: the same, or another on their behalf.
    pub writer: PersonId,
    /// Has a pledge that waits.
    pub pledger: PersonId,
    /// A pledge that waits, of yet another.
    pub made: PledgeId,
    pub made_by: PersonId,
    /// A pledge that was accepted.
    pub accepted: PledgeId,
    pub giver: PersonId,
}

/// Helps between the same two.
#[derive(Debug, Clone, Copy)]
pub struct HelpScene {
    pub giver: PersonId,
    pub receiver: PersonId,
    /// Without thanks and loan.
    pub plain: HelpId,
    pub thanked: HelpId,
    pub thanks: ThanksId,
    /// With thanks that the circle reads.
    pub shared: HelpId,
    pub shared_thanks: ThanksId,
    /// That both call a loan.
    pub lent: HelpId,
}

/// Everything that is tried.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// The circle in which everything is; one joins it by invitation.
    pub class: CircleId,
    /// Another with the same people; it takes applications.
    pub open: CircleId,
    /// Asked by its asker.
    pub own: AskScene,
    /// Written on another's behalf.
    pub on_behalf: AskScene,
    pub helps: HelpScene,
    pub offer: OfferId,
    pub invitation: InvitationId,
    pub application: MembershipId,
    pub record: RecordId,
    pub need: NeedId,
    /// Shared with nobody.
    pub check_in: CheckInId,
    /// Shown to the circle, and to one person whom its author chose.
    pub shown: CheckInId,
    pub told: CheckInId,
    /// What the owner answered to the four questions of `class`, which they have left.
    pub wellbeing: WellbeingAnswerId,
    /// On someone's team, and shared with nobody; and one that a circle reads.
    pub supporter: SupporterId,
    pub contact: SupporterId,
    pub token: TokenId,
    /// The membership of `fellow`, and that of `member`.
    pub fellows: MembershipId,
    pub members: MembershipId,

    pub stranger: PersonId,
    pub guest: PersonId,
    pub member: PersonId,
    pub paused: PersonId,
    pub left: PersonId,
    /// Kept out by the stewards.
    pub barred: PersonId,
    /// In the circle; blocked by everyone who is an author of something.
    pub shunned: PersonId,
    /// In the circle; blocked all of them.
    pub shunner: PersonId,
    pub chosen: PersonId,
    pub steward: PersonId,
    pub parent_steward: PersonId,
    pub administrator: PersonId,
    /// Has a need, a token, and no circle.
    pub owner: PersonId,
    pub offerer: PersonId,
    /// Shows the circle how they are.
    pub diarist: PersonId,
    /// Shows it to one whom they chose.
    pub confider: PersonId,
    pub applicant: PersonId,
    /// Removed by a steward, with a record of it.
    pub removed: PersonId,
    /// Another member, whom things are done to.
    pub fellow: PersonId,
}

/// Puts everything in place.
pub async fn set(t: &TestApp) -> Stage {
    let (steward, parent_steward) = (t.person("Stella").await, t.person("Petra").await);
    let campus = t.circle("Campus", parent_steward, &[steward], None).await;
    let class = t.circle("Class", steward, &[], Some(campus)).await;
    let open = open_circle(t, steward, campus).await;
    let people = Circled::join(t, [class, open], steward).await;
    let own = ask_scene(t, class, ["Ana", "Ana", "Pia", "Paul", "Gil"]).await;
    let on_behalf = ask_scene(t, class, ["Bea", "Wim", "Pam", "Pola", "Gus"]).await;
    let helps = help_scene(t, class).await;
    let (offerer, offer) = offer_scene(t, class).await;
    let (owner, need, token) = own_scene(t, people.fellow).await;
    let chosen = choose(t, own.ask).await;
    let ([diarist, confider], [shown, told]) = check_in_scene(t, class, chosen).await;
    let (supporter, contact) = (keep(t, owner, None).await, keep(t, diarist, Some(class)).await);
    let (applicant, application) = application_scene(t, open).await;
    let (removed, record) = record_scene(t, class, steward).await;
    let stage = Stage {
        class,
        open,
        own,
        on_behalf,
        helps,
        offer,
        invitation: invite(t, steward, class).await,
        application,
        record,
        need,
        check_in: say_how(t, owner, CheckInInput::default()).await,
        shown,
        told,
        wellbeing: in_circle_scene(t, class, (steward, owner, people.fellow)).await,
        supporter,
        contact,
        token,
        fellows: t.membership(class, people.fellow).await,
        members: t.membership(class, people.member).await,
        stranger: t.person("Sam").await,
        guest: people.guest,
        member: people.member,
        paused: people.paused,
        left: people.left,
        barred: people.barred,
        shunned: people.shunned,
        shunner: people.shunner,
        chosen,
        steward,
        parent_steward,
        administrator: administrator(t).await,
        owner,
        offerer,
        diarist,
        confider,
        applicant,
        removed,
        fellow: people.fellow,
    };
    stage.settle(t).await;
    stage
}

impl Stage {
    /// What is between those who stand on it.
    async fn settle(self, t: &TestApp) {
        suggest(t, self).await;
        self.block(t).await;
        self.take_out(t).await;
    }

    /// Everyone who is an author of something is blocked by one, and blocks another.
    async fn block(self, t: &TestApp) {
        let (own, helps) = (self.own, self.helps);
        for author in [
            own.asker,
            own.made_by,
            own.giver,
            helps.giver,
            helps.receiver,
            self.offerer,
            self.diarist,
            self.confider,
            self.fellow,
        ] {
            t.act(author, move |cx| blocks::block(cx, self.shunned)).await.unwrap();
            t.act(self.shunner, move |cx| blocks::block(cx, author)).await.unwrap();
        }
    }

    /// Those who stand to an ask or a help are no longer in the circle.
    async fn take_out(self, t: &TestApp) {
        for scene in [self.own, self.on_behalf] {
            for person in [scene.asker, scene.writer, scene.pledger, scene.made_by, scene.giver] {
                take_out(t, self.class, person).await;
            }
        }
        for person in [self.helps.giver, self.helps.receiver] {
            take_out(t, self.class, person).await;
        }
    }
}

async fn choose(t: &TestApp, ask: AskId) -> PersonId {
    let chosen = t.person("Cho").await;
    t.act(None, move |cx| {
        let ask = tables::asks::find(cx.tx, ask)?.unwrap();
        Ok(tables::asks::put_chosen(cx.tx, &ask, chosen)?)
    })
    .await
    .unwrap();
    chosen
}

/// The owner says what they are ready for; a round suggested something to the fellow.
async fn suggest(t: &TestApp, stage: Stage) {
    let wanted = CircleChange { matching: Some("true".into()), ..Default::default() };
    t.act(stage.steward, move |cx| circles::change(cx, stage.class, &wanted)).await.unwrap();
    let ready = CapacityInput { minutes: Some("60".into()), ..Default::default() };
    t.act(stage.owner, move |cx| capacity::change(cx, &ready)).await.unwrap();
    t.act(None, move |cx| {
        let key = (stage.class, stage.own.ask, stage.fellow);
        Ok(tables::suggestions::put(cx.tx, key, "near", cx.now)?)
    })
    .await
    .unwrap();
}

async fn administrator(t: &TestApp) -> PersonId {
    let administrator = t.person("Ada").await;
    t.act(None, move |cx| Ok(cx.tx.run(&MAKE_ADMINISTRATOR, &[administrator.into()])?)).await.unwrap();
    administrator
}

async fn invite(t: &TestApp, steward: PersonId, circle: CircleId) -> InvitationId {
    let input = InvitationInput { circle: circle.to_string(), ..Default::default() };
    t.act(steward, move |cx| invitations::create(cx, &input)).await.unwrap().id
}

async fn open_circle(t: &TestApp, steward: PersonId, parent: CircleId) -> CircleId {
    let input = CircleInput {
        name: "Open class".into(),
        joining: Some("application".into()),
        parent: Some(parent.to_string()),
        questions: vec!["Why?".into()],
        ..Default::default()
    };
    t.act(steward, move |cx| circles::create(cx, &input)).await.unwrap().id
}

/// Those who stand to the circles themselves.
#[derive(Clone, Copy)]
struct Circled {
    guest: PersonId,
    member: PersonId,
    paused: PersonId,
    left: PersonId,
    barred: PersonId,
    shunned: PersonId,
    shunner: PersonId,
    fellow: PersonId,
}

impl Circled {
    async fn join(t: &TestApp, places: [CircleId; 2], steward: PersonId) -> Self {
        let people = Self {
            guest: t.guest("Gast").await,
            member: t.person("Mem").await,
            paused: t.person("Pau").await,
            left: t.person("Lee").await,
            barred: t.person("Bar").await,
            shunned: t.person("Shun").await,
            shunner: t.person("Shy").await,
            fellow: t.person("Fay").await,
        };
        let Self { guest, member, paused, left, barred, shunned, shunner, fellow } = people;
        for circle in places {
            for person in [guest, member, paused, left, barred, shunned, shunner, fellow] {
                t.join(circle, person).await;
            }
            let id = t.membership(circle, paused).await;
            t.act(paused, move |cx| memberships::pause(cx, id, &PauseInput::default())).await.unwrap();
            let id = t.membership(circle, left).await;
            t.act(left, move |cx| memberships::leave(cx, id)).await.unwrap();
            remove(t, circle, steward, barred, "kept_out").await;
        }
        people
    }
}

async fn remove(
    t: &TestApp,
    circle: CircleId,
    steward: PersonId,
    person: PersonId,
    afterwards: &'static str,
) {
    let id = t.membership(circle, person).await;
    let input = RemovalInput { reason: "They shouted".into(), afterwards: afterwards.into() };
    t.act(steward, move |cx| memberships::remove(cx, id, &input)).await.unwrap();
}

async fn take_out(t: &TestApp, circle: CircleId, person: PersonId) {
    let values = [Value::from(circle), person.into()];
    t.act(None, move |cx| Ok(cx.tx.run(&TAKE_OUT, &values)?)).await.unwrap();
}

/// An anonymous ask of the first, written by the second, with pledges of the others; the last one's was accepted.
async fn ask_scene(t: &TestApp, class: CircleId, names: [&'static str; 5]) -> AskScene {
    let [asker, writer, pledger, made_by, giver] = names;
    let asker = newcomer(t, class, asker).await;
    let writer = if names[1] == names[0] { asker } else { newcomer(t, class, writer).await };
    let input = AskInput {
        title: "A lift to the clinic".into(),
        kind: "practical".into(),
        circle: Some(class.to_string()),
        anonymous: Some("true".into()),
        helpers_wanted: Some("9".into()),
        on_behalf_of: (asker != writer).then(|| asker.to_string()),
        ..Default::default()
    };
    let ask = t.act(writer, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
    let (pledger, _) = pledged(t, class, pledger, ask).await;
    let (made_by, made) = pledged(t, class, made_by, ask).await;
    let (giver, accepted) = pledged(t, class, giver, ask).await;
    t.act(writer, move |cx| pledges::accept(cx, accepted)).await.unwrap();
    AskScene { ask, asker, writer, pledger, made, made_by, accepted, giver }
}

async fn newcomer(t: &TestApp, class: CircleId, name: &'static str) -> PersonId {
    let person = t.person(name).await;
    t.join(class, person).await;
    person
}

async fn pledged(t: &TestApp, class: CircleId, name: &'static str, ask: AskId) -> (PersonId, PledgeId) {
    let person = newcomer(t, class, name).await;
    let pledge = t.act(person, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap();
    (person, pledge.id)
}

async fn help_scene(t: &TestApp, class: CircleId) -> HelpScene {
    let (giver, receiver) = (newcomer(t, class, "Gerd").await, newcomer(t, class, "Rosa").await);
    let plain = help(t, class, giver, receiver, "10").await;
    let thanked = help(t, class, giver, receiver, "20").await;
    let shared = help(t, class, giver, receiver, "30").await;
    let lent = help(t, class, giver, receiver, "40").await;
    let thanks = say_thanks(t, receiver, thanked, "private").await;
    let shared_thanks = say_thanks(t, receiver, shared, "circle").await;
    let yes = ThanksAnswer { answer: "yes".into() };
    t.act(giver, move |cx| thanks::answer(cx, shared_thanks, &yes)).await.unwrap();
    let loan = LoanInput { words: Some("Twenty crowns".into()), due_on: None };
    t.act(giver, move |cx| loans::propose(cx, lent, &loan)).await.unwrap();
    let yes = LoanAnswer { answer: "yes".into() };
    t.act(receiver, move |cx| loans::answer(cx, lent, &yes)).await.unwrap();
    HelpScene { giver, receiver, plain, thanked, thanks, shared, shared_thanks, lent }
}

async fn help(
    t: &TestApp,
    circle: CircleId,
    giver: PersonId,
    receiver: PersonId,
    minutes: &'static str,
) -> HelpId {
    let input = RecordInput {
        with: Some(receiver.to_string()),
        side: Some("giver".into()),
        kind: Some("economic".into()),
        circle: Some(circle.to_string()),
        minutes: Some(minutes.into()),
        ..Default::default()
    };
    t.act(giver, move |cx| helps::record(cx, &input)).await.unwrap().id
}

async fn say_thanks(t: &TestApp, receiver: PersonId, help: HelpId, audience: &'static str) -> ThanksId {
    let input = ThanksInput {
        help: Some(help.to_string()),
        words: Some("Thank you".into()),
        audience: Some(audience.into()),
    };
    t.act(receiver, move |cx| thanks::say(cx, &input)).await.unwrap().id
}

async fn offer_scene(t: &TestApp, class: CircleId) -> (PersonId, OfferId) {
    let offerer = newcomer(t, class, "Olga").await;
    let input = OfferInput {
        circle: Some(class.to_string()),
        kind: Some("practical".into()),
        title: Some("I mend bicycles".into()),
        ..Default::default()
    };
    (offerer, t.act(offerer, move |cx| offers::create(cx, &input)).await.unwrap().id)
}

async fn own_scene(t: &TestApp, fellow: PersonId) -> (PersonId, NeedId, TokenId) {
    let owner = t.person("Owen").await;
    let need = NeedInput {
        words: Some("Someone to talk to".into()),
        kind: Some("emotional".into()),
        ..Default::default()
    };
    let need = t.act(owner, move |cx| needs::keep(cx, &need)).await.unwrap().id;
    let token = TokenInput { name: "Calendar".into(), ..Default::default() };
    let token = t.act(owner, move |cx| tokens::create(cx, &token)).await.unwrap().token.id;
    mirror_scene(t, owner, fellow).await;
    (owner, need, token)
}

/// The owner and one other have a tie, and the owner a mirror. Those who kept no need have an empty one.
async fn mirror_scene(t: &TestApp, owner: PersonId, fellow: PersonId) {
    t.act(None, move |cx| {
        let sums = r#"{"a":0,"b":1,"half_life":90.0,"lanes":[]}"#;
        tables::mirrors::put_tie(cx.tx, tables::mirrors::in_order(owner, fellow), sums, cx.now)?;
        mirror::anew(cx, owner)
    })
    .await
    .unwrap();
}

/// The circle asks its four questions; the owner was there, answered, agreed with the fellow that their days be compared,
/// and is in no circle again.
async fn in_circle_scene(
    t: &TestApp,
    class: CircleId,
    (steward, owner, fellow): (PersonId, PersonId, PersonId),
) -> WellbeingAnswerId {
    let on = WellbeingRoundInput { on: Some("true".into()) };
    t.act(steward, move |cx| wellbeing::switch(cx, class, &on)).await.unwrap();
    t.join(class, owner).await;
    let input = WellbeingInput { happy: Some("4".into()), ..Default::default() };
    let answer = t.act(owner, move |cx| wellbeing::answer(cx, class, &input)).await.unwrap().id;
    for (person, other) in [(owner, fellow), (fellow, owner)] {
        let yes = AgreementInput { agreed: Some("true".into()) };
        t.act(person, move |cx| mirror::links::agree(cx, other, &yes)).await.unwrap();
    }
    take_out(t, class, owner).await;
    answer
}

async fn say_how(t: &TestApp, who: PersonId, input: CheckInInput) -> CheckInId {
    let input = CheckInInput { score: Some("4".into()), ..input };
    t.act(who, move |cx| check_ins::answer(cx, &input)).await.unwrap().id
}

/// Someone from outside on a person's team.
async fn keep(t: &TestApp, who: PersonId, circle: Option<CircleId>) -> SupporterId {
    let input = SupporterInput {
        name: Some("Dr. Byrne".into()),
        sort: Some("professional".into()),
        circle: circle.map(|circle| circle.to_string()),
        ..Default::default()
    };
    t.act(who, move |cx| supporters::add(cx, &input)).await.unwrap().id
}

/// One who shows the circle how they are, and one who shows it to the one who is chosen.
async fn check_in_scene(t: &TestApp, class: CircleId, chosen: PersonId) -> ([PersonId; 2], [CheckInId; 2]) {
    let (diarist, confider) = (newcomer(t, class, "Dia").await, newcomer(t, class, "Con").await);
    let input = CheckInInput {
        share: Some("circles".into()),
        circles: vec![class.to_string()],
        ..Default::default()
    };
    let shown = say_how(t, diarist, input).await;
    let told = say_how(t, confider, CheckInInput::default()).await;
    // The one who is chosen is in no circle, so that nothing else lets them read it.
    t.act(None, move |cx| {
        let row = tables::check_ins::find(cx.tx, confider, told)?.unwrap();
        Ok(tables::check_ins::put_reader(cx.tx, &row, chosen)?)
    })
    .await
    .unwrap();
    ([diarist, confider], [shown, told])
}

async fn application_scene(t: &TestApp, open: CircleId) -> (PersonId, MembershipId) {
    let applicant = t.person("Appy").await;
    let input = ApplicationInput { answers: vec!["I live here".into()] };
    t.act(applicant, move |cx| applications::apply(cx, open, &input)).await.unwrap();
    (applicant, t.membership(open, applicant).await)
}

async fn record_scene(t: &TestApp, class: CircleId, steward: PersonId) -> (PersonId, RecordId) {
    let removed = newcomer(t, class, "Remy").await;
    remove(t, class, steward, removed, "may_come_back").await;
    let records = t
        .see(steward, move |cx| memberships::of_circle(cx, class, &PageInput::default()))
        .await
        .unwrap()
        .records;
    (removed, records.items.iter().find(|record| record.person == removed).unwrap().id)
}

/// Keeps a person out of a circle, as the stewards' word does, whatever else they are there.
pub fn keep_out(cx: &mut mutua_service::Cx<'_, '_>, circle: CircleId, person: PersonId) {
    if tables::circles::membership(cx.tx, circle, person).unwrap().is_none() {
        let id: MembershipId = cx.id();
        let role = mutua_domain::life::MemberRole::Member;
        tables::circles::join(cx.tx, (circle, person, id), role, MembershipState::Left, cx.now).unwrap();
    }
    tables::memberships::leave(cx.tx, (circle, person), true, cx.now).unwrap();
}
