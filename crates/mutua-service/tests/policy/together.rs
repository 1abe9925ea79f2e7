//! Several standings at once: blocked wins over all, else one that is enough is enough.

use mutua_domain::{
    id::{CircleId, PersonId},
    policy::{Standing as S, Thing as T, Verb as V},
};
use mutua_service::{
    Cx, Error, PageInput,
    asks::{self, AskInput},
    memberships,
    memberships::PauseInput,
    offers::{self, OfferInput},
    people,
    pledges::{self, PledgeInput},
    testing,
};

use crate::{
    attempt,
    cast::{self, Part},
    outcome::{self, Outcome},
    pairs,
    stage::{self, Stage},
    trials,
};

/// What makes someone a blocked person.
#[derive(Debug, Clone, Copy)]
enum Veto {
    /// The stewards keep them out.
    KeptOut(CircleId),
    /// That person blocks them.
    BlockedBy(PersonId),
    /// They block that person.
    Blocked(PersonId),
}

impl Veto {
    fn put(self, cx: &mut Cx<'_, '_>, who: PersonId) {
        // The bare block: whatever else blocking somebody does must not be what closes the thing.
        let block = |cx: &mut Cx<'_, '_>, by: PersonId, whom: PersonId| {
            mutua_storage::tables::blocks::put(cx.tx, by, whom, cx.now).unwrap();
        };
        match self {
            Self::KeptOut(circle) => stage::keep_out(cx, circle, who),
            Self::BlockedBy(author) => block(cx, author, who),
            Self::Blocked(author) => block(cx, who, author),
        }
    }
}

/// The circle out of which they can be kept, where that closes such a thing to them.
fn circle(stage: &Stage, thing: T, verb: V, part: &Part) -> Option<CircleId> {
    let one_of_the_two = matches!(part.standing, S::Giver | S::Receiver);
    match thing {
        T::OpenCircleFace | T::Application => Some(stage.open),
        T::CircleFace
        | T::CircleInside
        | T::Membership
        | T::Invitation
        | T::Ask
        | T::AskerName
        | T::Thread
        | T::GroupAnswer
        | T::CircleMirror
        | T::WellbeingRound
        | T::CircleSigns
        | T::CircleCapacity
        | T::Suggestion => Some(stage.class),
        // A person reads what is recorded about them, kept out or not.
        T::Record => (part.standing != S::Owner).then_some(stage.class),
        // What is between two persons stays between the two.
        T::SharedThanks => (!one_of_the_two).then_some(stage.class),
        T::Help | T::Pledge => (verb == V::Create).then_some(stage.class),
        T::Offer | T::SharedContact => (part.standing != S::Owner).then_some(stage.class),
        T::Instance
        | T::NewCircle
        | T::Contact
        | T::Thanks
        | T::Loan
        | T::KeptNeed
        | T::CheckIn
        | T::Mirror
        | T::CareAgreement
        | T::Capacity
        | T::LinkedDays
        | T::WellbeingAnswer
        | T::Supporter
        | T::Profile
        | T::Account => None,
        // Who was chosen by name reads it wherever they are.
        T::SharedCheckIn => (!matches!(part.standing, S::Owner | S::Chosen)).then_some(stage.class),
    }
}

/// The persons between whom and them a block closes such a thing.
fn authors(stage: &Stage, thing: T, verb: V, part: &Part) -> Vec<PersonId> {
    let (asker, writer) = (part.ask.asker, part.ask.writer);
    let helps = stage.helps;
    match (thing, part.standing) {
        (T::Ask | T::Offer, _) if verb == V::Create => Vec::new(),
        // Nobody blocks themselves.
        (T::Ask | T::AskerName | T::Thread, S::Asker) | (T::Offer | T::Profile, S::Owner) => Vec::new(),
        (T::Ask | T::AskerName | T::Thread, _) => vec![asker, writer],
        (T::Pledge, S::Asker) => vec![if verb == V::Tell { part.ask.giver } else { part.ask.made_by }],
        (T::Pledge, _) => vec![asker, writer],
        (T::Contact, S::Asker) => vec![part.ask.giver],
        (T::Contact, S::Giver) => vec![writer],
        (T::Suggestion, _) if verb != V::Create => vec![asker],
        (T::Help, _) if verb == V::Create => vec![stage.fellow],
        (T::Help | T::Thanks | T::SharedThanks | T::Loan, S::Giver) => vec![helps.receiver],
        (T::Help | T::Thanks | T::SharedThanks | T::Loan, S::Receiver) => vec![helps.giver],
        (T::SharedThanks, _) => vec![helps.giver, helps.receiver],
        (T::SharedCheckIn | T::SharedContact, S::Owner) => Vec::new(),
        (T::SharedCheckIn, S::Chosen) => vec![stage.confider],
        (T::CareAgreement | T::LinkedDays, _) => vec![stage.fellow],
        (T::SharedCheckIn | T::SharedContact, _) => vec![stage.diarist],
        (T::Offer, _) => vec![stage.offerer],
        (T::Profile, _) if verb == V::See => vec![crate::people::subject(stage, part)],
        _ => Vec::new(),
    }
}

#[tokio::test]
async fn who_is_blocked_is_refused_whatever_else_they_are() {
    for t in testing::apps() {
        let stage = stage::set(&t).await;
        let (mut tried, mut wrong) = (0, Vec::new());
        for (thing, verb) in pairs() {
            let Some(trial) = trials::trial(thing, verb) else { continue };
            for part in S::ALL.iter().flat_map(|standing| cast::parts(&stage, thing, verb, *standing)) {
                let Some(who) = part.who else { continue };
                if outcome::expected(false, part.stands, thing, verb) != [Outcome::Allowed] {
                    continue;
                }
                let authors = authors(&stage, thing, verb, &part);
                let vetoes = circle(&stage, thing, verb, &part).map(Veto::KeptOut).into_iter();
                let vetoes = vetoes.chain(authors.iter().copied().map(Veto::BlockedBy));
                for veto in vetoes.chain(authors.iter().copied().map(Veto::Blocked)).collect::<Vec<_>>() {
                    let came = attempt(&t, stage, part, trial, move |cx| veto.put(cx, who)).await;
                    tried += 1;
                    if came != Outcome::NotThere {
                        wrong.push(format!("{thing} {verb} {}, {veto:?}: {came:?}", part.name));
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {tried} differ:\n{}", wrong.len(), wrong.join("\n"));
        assert!(tried > 150, "only {tried} were tried");
    }
}

#[tokio::test]
async fn who_is_kept_out_still_reads_why() {
    for t in testing::apps() {
        let stage = stage::set(&t).await;
        let records =
            t.see(stage.barred, |cx| memberships::about_me(cx, &PageInput::default())).await.unwrap();
        assert!(records.items.iter().any(|record| record.circle == stage.class));
        let came = t.see(stage.barred, move |cx| mutua_service::circles::show(cx, stage.class)).await;
        assert!(matches!(came, Err(Error::NotFound)), "{came:?}");
    }
}

/// A steward who takes a break still looks after the circle; asked of them, and given by them, is nothing.
#[tokio::test]
async fn a_steward_on_a_break_stewards_and_neither_asks_nor_offers_nor_pledges() {
    for t in testing::apps() {
        let s = stage::set(&t).await;
        let id = t.membership(s.class, s.steward).await;
        t.act(s.steward, move |cx| memberships::pause(cx, id, &PauseInput::default())).await.unwrap();
        t.see(s.steward, move |cx| memberships::of_circle(cx, s.class, &PageInput::default())).await.unwrap();
        t.act(s.steward, move |cx| memberships::name_steward(cx, s.fellows)).await.unwrap();

        let ask = AskInput {
            title: "A ladder".into(),
            kind: "practical".into(),
            circle: Some(s.class.to_string()),
            ..Default::default()
        };
        let asked = t.act(s.steward, move |cx| asks::create(cx, &ask).map(|_| ())).await;
        let offer = OfferInput {
            circle: Some(s.class.to_string()),
            kind: Some("moral".into()),
            title: Some("Company".into()),
            ..Default::default()
        };
        let offered = t.act(s.steward, move |cx| offers::create(cx, &offer).map(|_| ())).await;
        let pledged =
            t.act(s.steward, move |cx| pledges::pledge(cx, s.own.ask, &PledgeInput::default()).map(|_| ()));
        for came in [asked, offered, pledged.await] {
            assert!(matches!(came, Err(Error::Refused("paused"))), "{came:?}");
        }
    }
}

/// Nobody pledges for an ask of their own, though its members may: neither its asker nor who wrote it.
#[tokio::test]
async fn an_asker_who_is_a_member_does_not_pledge_for_their_own_ask() {
    for t in testing::apps() {
        let s = stage::set(&t).await;
        for (person, ask) in [
            (s.own.asker, s.own.ask),
            (s.on_behalf.asker, s.on_behalf.ask),
            (s.on_behalf.writer, s.on_behalf.ask),
        ] {
            t.join(s.class, person).await;
            let came = t.act(person, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await;
            assert!(matches!(came, Err(Error::Refused("own-ask"))), "{came:?}");
        }
    }
}

/// Of an ask that is written on another's behalf it is the writer who is reached: the one for whom it is has said yes to
/// nobody yet.
#[tokio::test]
async fn the_contact_of_someone_for_whom_another_wrote_stays_closed_until_they_take_the_ask_over() {
    for t in testing::apps() {
        let s = stage::set(&t).await;
        let scene = s.on_behalf;
        let seen = move |cx: &mut Cx<'_, '_>| {
            let page = people::profile(cx, scene.asker)?.contact;
            Ok((people::contact(cx, scene.asker)?, page, people::contact(cx, scene.writer)?.is_some()))
        };
        assert_eq!(t.see(scene.giver, seen).await.unwrap(), (None, None, true));
        t.act(scene.asker, move |cx| asks::take_over(cx, scene.ask)).await.unwrap();
        let (asker, page, writer) = t.see(scene.giver, seen).await.unwrap();
        assert!(asker.is_some() && page == asker && !writer, "{asker:?} {page:?} {writer}");
        // And the one who asks reaches the one who helps, before and after.
        assert!(t.see(scene.asker, move |cx| people::contact(cx, scene.giver)).await.unwrap().is_some());
    }
}

/// An offer that reaches the circles around its own isn't shown to who is kept out of its own.
#[tokio::test]
async fn an_offer_is_closed_to_who_is_kept_out_of_its_circle_also_where_it_reaches_them_through_another() {
    for t in testing::apps() {
        let s = stage::set(&t).await;
        let around = t
            .see(s.steward, move |cx| mutua_service::circles::show(cx, s.class))
            .await
            .unwrap()
            .parent
            .unwrap();
        t.join(around, s.barred).await;
        t.join(around, s.left).await;
        let wide = OfferInput { reach: Some("around".into()), ..Default::default() };
        t.act(s.offerer, move |cx| offers::change(cx, s.offer, &wide)).await.unwrap();
        let seen = move |cx: &mut Cx<'_, '_>| {
            let listed = offers::list(cx, &offers::OfferQuery::default())?;
            let of_person = offers::of_person(cx, s.offerer)?;
            let listed = listed.items.iter().chain(&of_person).any(|offer| offer.id == s.offer);
            Ok((listed, offers::show(cx, s.offer).is_ok()))
        };
        assert_eq!(t.see(s.left, seen).await.unwrap(), (true, true), "the circle around it reads it");
        assert_eq!(t.see(s.barred, seen).await.unwrap(), (false, false));
    }
}
