//! How each thing is tried with each verb. [`trial`] names every thing, so that a new one doesn't compile until somebody
//! has said how it is tried; a verb of it that stands in the table and not here fails the walk.

use mutua_domain::policy::{Thing, Verb};
use mutua_service::{Cx, Result};

use crate::{
    asks, capacity, cast::Part, check_ins, circles, helps, mirror, outcome::Tried, people, stage::Stage,
    supporters, wellbeing,
};

/// One try, by the person of the `Cx`.
pub type Trial = fn(&mut Cx<'_, '_>, &Stage, &Part) -> Result<Tried>;

/// How it is tried, if anything can be done with it at all.
pub fn trial(thing: Thing, verb: Verb) -> Option<Trial> {
    match thing {
        Thing::Instance => people::instance(verb),
        Thing::NewCircle => circles::new_circle(verb),
        Thing::OpenCircleFace => circles::open_face(verb),
        Thing::CircleFace => circles::face(verb),
        Thing::CircleInside => circles::inside(verb),
        Thing::Membership => circles::membership(verb),
        Thing::Invitation => circles::invitation(verb),
        Thing::Application => circles::application(verb),
        Thing::Record => circles::record(verb),
        Thing::Ask => asks::ask(verb),
        Thing::AskerName => asks::asker_name(verb),
        Thing::Thread => asks::thread(verb),
        Thing::Pledge => asks::pledge(verb),
        Thing::Contact => asks::contact(verb),
        Thing::Help => helps::help(verb),
        Thing::Thanks => helps::thanks(verb),
        Thing::SharedThanks => helps::shared_thanks(verb),
        Thing::Loan => helps::loan(verb),
        Thing::Offer => people::offer(verb),
        Thing::KeptNeed => people::kept_need(verb),
        Thing::CheckIn => check_ins::check_in(verb),
        Thing::SharedCheckIn => check_ins::shared(verb),
        Thing::GroupAnswer => check_ins::group_answer(verb),
        Thing::WellbeingAnswer => wellbeing::answer(verb),
        Thing::WellbeingRound => wellbeing::round(verb),
        Thing::CircleMirror => mirror::circle(verb),
        Thing::CircleSigns => mirror::signs(verb),
        Thing::Mirror => mirror::mirror(verb),
        Thing::CareAgreement => mirror::care_agreement(verb),
        Thing::LinkedDays => mirror::linked_days(verb),
        Thing::Capacity => capacity::capacity(verb),
        Thing::CircleCapacity => capacity::circle(verb),
        Thing::Suggestion => capacity::suggestion(verb),
        Thing::Supporter => supporters::supporter(verb),
        Thing::SharedContact => supporters::shared(verb),
        Thing::Profile => people::profile(verb),
        Thing::Account => people::account(verb),
    }
}
