//! Plays the year through the service, step by step, as each person, at each step's moment.

use std::collections::HashMap;

use anyhow::Context as _;
use jiff::Timestamp;
use mutua_domain::{
    id::{AskId, CircleId, HelpId, MembershipId, NeedId, PersonId, PledgeId, SupporterId, ThanksId},
    life::{MemberRole, Outcome},
    text::{Email, Line, Name},
};
use mutua_jobs::Worker;
use mutua_mail::{Mailbox, Transport};
use mutua_service::{
    App, Credential, Cx, Error,
    applications::{self, ApplicationInput},
    asks::{self, AskInput},
    capacity::{self, CapacityInput},
    check_ins::{self, CheckInInput},
    circles::{self, CircleChange, CircleInput},
    helps::{self, RecordInput, TellInput},
    loans::{self, LoanAnswer, LoanInput},
    memberships::{self, PauseInput, RemovalInput},
    mirror::{self, AgreementInput},
    needs::{self, NeedInput},
    notices::{self, ReadInput},
    offers::{self, OfferInput},
    people::{self, Registration},
    pledges::{self, PledgeInput},
    suggestions::round,
    supporters::{self, SupporterInput, touch},
    thanks::{self, ThanksAnswer, ThanksInput},
    threads::{self, MessageInput},
};

use super::{
    plan::{Act, DAYS, Plan, speaker},
    story::{Ending, Lead, Story},
};
use crate::logging;

mod together;

/// Notices of the last days of the year are still unread at its end.
const FRESH: jiff::SignedDuration = jiff::SignedDuration::from_hours(24 * 4);

/// What the year has brought about so far.
struct Player<'a> {
    app: &'a App,
    story: &'a Story,
    plan: &'a Plan,
    people: Vec<PersonId>,
    circles: Vec<CircleId>,
    asks: HashMap<usize, AskId>,
    pledges: HashMap<(usize, usize), PledgeId>,
    helps: HashMap<(usize, usize), HelpId>,
    thanks: HashMap<usize, ThanksId>,
    needs: HashMap<usize, NeedId>,
    loans: HashMap<usize, (HelpId, usize)>,
    mates: HashMap<usize, SupporterId>,
}

/// Plays it; the people in the story's order.
pub async fn play(app: &App, story: &Story, plan: &Plan) -> anyhow::Result<Vec<PersonId>> {
    let mut player = Player {
        app,
        story,
        plan,
        people: Vec::new(),
        circles: Vec::new(),
        asks: HashMap::new(),
        pledges: HashMap::new(),
        helps: HashMap::new(),
        thanks: HashMap::new(),
        needs: HashMap::new(),
        loans: HashMap::new(),
        mates: HashMap::new(),
    };
    player.begin().await.context("the demo's beginning")?;
    // What waits is done as the year goes by; no mail leaves.
    let worker = Worker::new(app.clone(), Transport::Off, Mailbox::new(None, "demo@localhost")?);
    let (mut day, mut month, mut caught_up) = (0, 0, false);
    let end = app.clock.now().saturating_add(jiff::SignedDuration::from_hours(24 * DAYS))?;
    let fresh = end.saturating_sub(FRESH)?;
    for step in &plan.steps {
        let today = step.at.as_second() / 86_400;
        if today != day {
            day = today;
            worker.run_due().await?;
            let now = step.at.to_zoned(jiff::tz::TimeZone::UTC).month();
            if now != month {
                month = now;
                logging::say(&format!("  {}", step.at.strftime("%B %Y")));
            }
        }
        app.clock.set(step.at);
        if !caught_up && step.at > fresh {
            caught_up = true;
            player.read_notices().await?;
        }
        player.step(step.at, &step.act).await.with_context(|| format!("{:?} at {}", step.act, step.at))?;
    }
    worker.run_due().await?;
    Ok(player.people)
}

/// What has moved on by the time someone acts is left as it is: that is how years go.
fn unless_moved_on<T>(result: mutua_service::Result<T>) -> anyhow::Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(Error::Conflict(_) | Error::NotFound | Error::Refused(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn checked<T>(what: &str, result: Result<T, mutua_domain::Problem>) -> anyhow::Result<T> {
    result.map_err(|problem| anyhow::anyhow!("{what}: {}", problem.code))
}

impl Player<'_> {
    async fn act<T: Send + 'static>(
        &self,
        person: usize,
        action: impl FnMut(&mut Cx<'_, '_>) -> mutua_service::Result<T> + Send + 'static,
    ) -> anyhow::Result<Option<T>> {
        let credential = Credential::Person(self.people[person]);
        unless_moved_on(self.app.write(&credential, action).await)
    }

    /// People and circles. Each circle's first steward starts it.
    async fn begin(&mut self) -> anyhow::Result<()> {
        for person in &self.story.people {
            let email = (!person.guest).then(|| Email::parse(&format!("{}@lanna.example", person.key)));
            let new = Registration {
                name: checked("name", Name::parse(&person.name))?,
                pronouns: checked("pronouns", Line::optional(person.pronouns.as_deref()))?,
                email: email.map(|email| checked("email", email)).transpose()?,
                language: person.language.clone(),
                time_zone: person.time_zone.clone(),
                reach: checked("reach", Line::optional(person.reach.as_deref()))?,
                is_administrator: person.lead == Some(Lead::Steward),
            };
            let id = self.app.write(&Credential::System, move |cx| people::register(cx, &new)).await?;
            self.people.push(id);
        }
        for circle in self.story.circles.clone() {
            let id = self.start_circle(&circle).await?;
            self.circles.push(id);
        }
        Ok(())
    }

    async fn start_circle(&self, circle: &super::story::Circle) -> anyhow::Result<CircleId> {
        let is_steward = |person: &super::story::Person| {
            person.circles.iter().any(|place| place.circle == circle.key && place.role == "steward")
        };
        let steward = self.story.people.iter().position(is_steward).context("a circle without a steward")?;
        let parent = circle.parent.as_ref().and_then(|key| self.circle(key));
        if let Some(parent) = parent {
            // Who nests a circle is in the one around it.
            let credential = Credential::System;
            let person = self.people[steward];
            self.app
                .write(&credential, move |cx| memberships::admit(cx, parent, person, MemberRole::Member))
                .await?;
        }
        let input = CircleInput {
            name: circle.name.clone(),
            about: Some(circle.about.clone()),
            agreements: Some(circle.agreements.clone()),
            place: circle.place.clone(),
            parent: parent.map(|id| id.to_string()),
            joining: Some(circle.joining.clone()),
            questions: circle.questions.clone(),
        };
        let id = self.act(steward, move |cx| Ok(circles::create(cx, &input)?.id)).await?;
        id.with_context(|| format!("the circle {} wasn't made", circle.key))
    }

    fn circle(&self, key: &str) -> Option<CircleId> {
        let at = self.story.circles.iter().position(|circle| circle.key == key)?;
        self.circles.get(at).copied()
    }

    async fn step(&mut self, at: Timestamp, act: &Act) -> anyhow::Result<()> {
        match *act {
            Act::Join { person, place } => self.join(person, place).await,
            Act::Leave { person, place } | Act::Pause { person, place } => {
                self.step_back(person, place, matches!(act, Act::Leave { .. })).await
            }
            Act::Remove { removal } => self.remove(removal).await,
            Act::Offer { offer, person, circle } => self.offer(offer, person, circle).await,
            Act::Keep { kept, person } => self.keep(kept, person).await,
            Act::LetGo { kept, person } => self.let_go(kept, person).await,
            Act::CheckIn { mood, person, score, ref words } => {
                self.check_in(mood, person, score, words.clone()).await
            }
            Act::Team { mate, person } => self.team(mate, person).await,
            Act::Touch { mate, person } => self.touch(mate, person).await,
            Act::SwitchOn { round, person } => self.switch_on(round, person).await,
            Act::AnswerFour { voice, person, scores } => self.answer_four(voice, person, scores).await,
            Act::LetDaysBeCompared { person, other } => self.let_days_be_compared(person, other).await,
            Act::Ask { ask } => self.ask(ask).await,
            Act::Pledge { ask, helper } => self.pledge(ask, helper).await,
            Act::Accept { ask, helper } => self.accept(ask, helper).await,
            Act::Say { ask, line } => self.say(ask, line).await,
            Act::GiverTells { ask, helper } => self.giver_tells(ask, helper, at).await,
            Act::ReceiverTells { ask, helper } => self.receiver_tells(ask, helper).await,
            Act::Thank { ask } => self.thank(ask).await,
            Act::ShareThanks { ask } => self.share_thanks(ask).await,
            Act::Withdraw { ask } => self.withdraw(ask).await,
            Act::Habit { habit, giver, receiver, line } => {
                self.habit((habit, line), giver, receiver, at).await
            }
            Act::Ready { ready, person } => self.ready(ready, person).await,
            Act::MatchAsks { circle, steward } => self.match_asks(circle, steward).await,
            Act::AgreeOnCare { person, other } => self.agree_on_care(person, other).await,
            Act::Untold { untold, giver, receiver, circle } => {
                self.untold(untold, giver, receiver, circle, at).await
            }
            Act::Loan { loan, lender, borrower, circle } => {
                self.loan(loan, lender, borrower, circle, at).await
            }
            Act::EndLoan { loan } => self.end_loan(loan).await,
        }
    }

    /// The membership that a person has in a circle.
    async fn membership(&self, person: usize, circle: CircleId) -> anyhow::Result<Option<MembershipId>> {
        let credential = Credential::Person(self.people[person]);
        let mine = self.app.read(&credential, memberships::mine).await?;
        Ok(mine
            .items
            .into_iter()
            .find(|membership| membership.circle == circle)
            .map(|membership| membership.id))
    }

    async fn join(&self, person: usize, place: usize) -> anyhow::Result<()> {
        let place = &self.story.people[person].circles[place];
        let circle = self.circle(&place.circle).context("a circle that wasn't made")?;
        if place.state.as_deref() == Some("applied") {
            let input = ApplicationInput { answers: place.answers.clone() };
            self.act(person, move |cx| applications::apply(cx, circle, &input).map(drop)).await?;
            return Ok(());
        }
        let role = if place.role == "steward" { MemberRole::Steward } else { MemberRole::Member };
        let id = self.people[person];
        let admitted = self
            .app
            .write(&Credential::System, move |cx| memberships::admit(cx, circle, id, role).map(drop))
            .await;
        unless_moved_on(admitted).map(drop)
    }

    async fn step_back(&self, person: usize, place: usize, leaves: bool) -> anyhow::Result<()> {
        let place = &self.story.people[person].circles[place];
        let circle = self.circle(&place.circle).context("a circle that wasn't made")?;
        let Some(id) = self.membership(person, circle).await? else { return Ok(()) };
        self.act(person, move |cx| {
            if leaves {
                memberships::leave(cx, id)
            } else {
                memberships::pause(cx, id, &PauseInput::default()).map(drop)
            }
        })
        .await
        .map(drop)
    }

    async fn remove(&self, removal: usize) -> anyhow::Result<()> {
        let removal = self.story.removals[removal].clone();
        let who = |key: &str| self.story.people.iter().position(|person| person.key == key);
        let (Some(person), Some(by)) = (who(&removal.person), who(&removal.by)) else { return Ok(()) };
        let circle = self.circle(&removal.circle).context("a circle that wasn't made")?;
        let Some(id) = self.membership(person, circle).await? else { return Ok(()) };
        let input = RemovalInput { reason: removal.reason, afterwards: "may_come_back".into() };
        self.act(by, move |cx| memberships::remove(cx, id, &input)).await.map(drop)
    }

    async fn offer(&self, offer: usize, person: usize, circle: usize) -> anyhow::Result<()> {
        let offer = self.story.offers[offer].clone();
        let input = OfferInput {
            circle: Some(self.circles[circle].to_string()),
            kind: Some(offer.kind),
            title: Some(offer.title),
            words: offer.words,
            skills: Some(offer.skills),
            times: offer.times,
            how_often: offer.how_often,
            ..OfferInput::default()
        };
        self.act(person, move |cx| offers::create(cx, &input).map(drop)).await.map(drop)
    }

    async fn keep(&mut self, kept: usize, person: usize) -> anyhow::Result<()> {
        let entry = &self.story.kept[kept];
        let input = NeedInput {
            words: Some(entry.words.clone()),
            kind: Some(entry.kind.clone()),
            ..NeedInput::default()
        };
        if let Some(need) = self.act(person, move |cx| Ok(needs::keep(cx, &input)?.id)).await? {
            self.needs.insert(kept, need);
        }
        Ok(())
    }

    async fn check_in(
        &self,
        mood: usize,
        person: usize,
        score: i64,
        words: Option<String>,
    ) -> anyhow::Result<()> {
        let entry = &self.story.moods[mood];
        let with = self.story.people.iter().zip(&self.people);
        let input = CheckInInput {
            score: Some(score.to_string()),
            words,
            share: Some(entry.share.clone()),
            people: with.filter(|(p, _)| entry.with.contains(&p.key)).map(|(_, id)| id.to_string()).collect(),
            circles: entry
                .circle
                .iter()
                .filter_map(|key| self.circle(key))
                .map(|id| id.to_string())
                .collect(),
            ..CheckInInput::default()
        };
        self.act(person, move |cx| check_ins::answer(cx, &input).map(drop)).await.map(drop)
    }

    async fn team(&mut self, mate: usize, person: usize) -> anyhow::Result<()> {
        let entry = self.story.mates[mate].clone();
        let member = |key: &str| self.story.people.iter().position(|person| person.key == key);
        let input = SupporterInput {
            member: entry.member.as_deref().and_then(member).map(|at| self.people[at].to_string()),
            name: entry.name,
            sort: Some(entry.sort),
            ways: entry.ways,
            note: entry.note,
            gives: Some(entry.gives),
            receives: Some(entry.receives),
            rhythm: Some(entry.rhythm),
            circle: entry.circle.and_then(|key| self.circle(&key)).map(|id| id.to_string()),
        };
        if let Some(id) = self.act(person, move |cx| Ok(supporters::add(cx, &input)?.id)).await? {
            self.mates.insert(mate, id);
        }
        Ok(())
    }

    async fn touch(&self, mate: usize, person: usize) -> anyhow::Result<()> {
        let Some(&id) = self.mates.get(&mate) else { return Ok(()) };
        self.act(person, move |cx| touch::note(cx, id).map(drop)).await.map(drop)
    }

    async fn let_go(&self, kept: usize, person: usize) -> anyhow::Result<()> {
        let Some(&need) = self.needs.get(&kept) else { return Ok(()) };
        let input = NeedInput { state: Some("let_go".into()), ..NeedInput::default() };
        self.act(person, move |cx| needs::change(cx, need, &input).map(drop)).await.map(drop)
    }

    fn told(&self, ask: usize) -> &super::story::Ask {
        &self.story.asks[self.plan.asks[ask].story]
    }

    async fn ask(&mut self, ask: usize) -> anyhow::Result<()> {
        let (planned, told) = (&self.plan.asks[ask], self.told(ask));
        let input = AskInput {
            title: told.title.clone(),
            words: told.words.clone(),
            kind: told.kind.clone(),
            effort: Some(told.effort.clone()),
            place: told.place.clone(),
            circle: Some(self.circles[planned.circle].to_string()),
            anonymous: told.anonymous.then(|| "on".to_owned()),
            helpers_wanted: Some(told.helpers.to_string()),
            ..AskInput::default()
        };
        if let Some(id) = self.act(planned.asker, move |cx| Ok(asks::create(cx, &input)?.card.id)).await? {
            self.asks.insert(ask, id);
        }
        Ok(())
    }

    async fn pledge(&mut self, ask: usize, helper: usize) -> anyhow::Result<()> {
        let (Some(&id), person) = (self.asks.get(&ask), self.plan.asks[ask].helpers[helper]) else {
            return Ok(());
        };
        let input = PledgeInput { words: self.told(ask).pledges.get(helper).cloned(), time: None };
        if let Some(pledge) = self.act(person, move |cx| Ok(pledges::pledge(cx, id, &input)?.id)).await? {
            self.pledges.insert((ask, helper), pledge);
        }
        Ok(())
    }

    async fn accept(&self, ask: usize, helper: usize) -> anyhow::Result<()> {
        let Some(&pledge) = self.pledges.get(&(ask, helper)) else { return Ok(()) };
        self.act(self.plan.asks[ask].asker, move |cx| pledges::accept(cx, pledge).map(drop)).await.map(drop)
    }

    async fn say(&self, ask: usize, line: usize) -> anyhow::Result<()> {
        let (Some(&id), Some(person)) = (self.asks.get(&ask), speaker(self.plan, self.story, ask, line))
        else {
            return Ok(());
        };
        let input = MessageInput { words: self.told(ask).thread[line].words.clone() };
        self.act(person, move |cx| threads::say(cx, id, &input).map(drop)).await.map(drop)
    }

    fn outcome(&self, ask: usize) -> Outcome {
        match self.told(ask).outcome {
            Ending::Partly => Outcome::Partly,
            Ending::DidNotHappen => Outcome::DidNotHappen,
            Ending::Done | Ending::Unanswered | Ending::Withdrawn | Ending::Underway => Outcome::Done,
        }
    }

    async fn giver_tells(&mut self, ask: usize, helper: usize, at: Timestamp) -> anyhow::Result<()> {
        let Some(&pledge) = self.pledges.get(&(ask, helper)) else { return Ok(()) };
        let (told, first) = (self.told(ask), helper == 0);
        let input = TellInput {
            outcome: Some(self.outcome(ask).to_string()),
            minutes: told.minutes.map(|minutes| minutes.to_string()),
            words: told.giver_words.clone().filter(|_| first),
            happened_on: Some(self.day(self.plan.asks[ask].helpers[helper], at)),
        };
        let person = self.plan.asks[ask].helpers[helper];
        if let Some(help) = self.act(person, move |cx| Ok(helps::finish(cx, pledge, &input)?.help)).await? {
            self.helps.insert((ask, helper), help);
        }
        Ok(())
    }

    /// The day of a moment where a person lives.
    fn day(&self, person: usize, at: Timestamp) -> String {
        let zone = &self.story.people[person].time_zone;
        let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
        at.to_zoned(zone).date().to_string()
    }

    async fn receiver_tells(&self, ask: usize, helper: usize) -> anyhow::Result<()> {
        let Some(&help) = self.helps.get(&(ask, helper)) else { return Ok(()) };
        let told = self.told(ask);
        let input = TellInput {
            outcome: Some(self.outcome(ask).to_string()),
            minutes: told.minutes_receiver.or(told.minutes).map(|minutes| minutes.to_string()),
            words: told.receiver_words.clone().filter(|_| helper == 0),
            happened_on: None,
        };
        self.act(self.plan.asks[ask].asker, move |cx| helps::tell(cx, help, &input).map(drop)).await.map(drop)
    }

    async fn thank(&mut self, ask: usize) -> anyhow::Result<()> {
        let (Some(&help), told) = (self.helps.get(&(ask, 0)), self.told(ask)) else { return Ok(()) };
        let audience = if told.share_thanks { "circle" } else { "private" };
        let input = ThanksInput {
            help: Some(help.to_string()),
            words: told.thanks.clone(),
            audience: Some(audience.to_owned()),
        };
        let said = self.act(self.plan.asks[ask].asker, move |cx| Ok(thanks::say(cx, &input)?.id)).await?;
        if let Some(id) = said {
            self.thanks.insert(ask, id);
        }
        Ok(())
    }

    async fn share_thanks(&self, ask: usize) -> anyhow::Result<()> {
        let Some(&id) = self.thanks.get(&ask) else { return Ok(()) };
        let yes = ThanksAnswer { answer: "yes".into() };
        let giver = self.plan.asks[ask].helpers[0];
        self.act(giver, move |cx| thanks::answer(cx, id, &yes).map(drop)).await.map(drop)
    }

    async fn withdraw(&self, ask: usize) -> anyhow::Result<()> {
        let Some(&id) = self.asks.get(&ask) else { return Ok(()) };
        self.act(self.plan.asks[ask].asker, move |cx| asks::withdraw(cx, id).map(drop)).await.map(drop)
    }

    /// Help between two, told by one of them; the help where the two could tell it.
    async fn record(
        &self,
        (teller, other): (usize, usize),
        side: &str,
        (circle, kind, at): (usize, &str, Timestamp),
        (minutes, words): (Option<i64>, Option<String>),
    ) -> anyhow::Result<Option<HelpId>> {
        let input = RecordInput {
            with: Some(self.people[other].to_string()),
            side: Some(side.to_owned()),
            kind: Some(kind.to_owned()),
            circle: Some(self.circles[circle].to_string()),
            outcome: Some("done".into()),
            minutes: minutes.map(|minutes| minutes.to_string()),
            words,
            happened_on: Some(self.day(teller, at)),
        };
        self.act(teller, move |cx| Ok(helps::record(cx, &input)?.id)).await
    }

    async fn habit(
        &self,
        (habit, line): (usize, usize),
        giver: usize,
        receiver: usize,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let entry = &self.story.habits[habit];
        let Some(circle) = self.story.circles.iter().position(|circle| circle.key == entry.circle) else {
            return Ok(());
        };
        let told = (Some(entry.minutes), Some(entry.words[line].clone()));
        let help = self.record((giver, receiver), "giver", (circle, entry.kind.as_str(), at), told).await?;
        if let (Some(help), true) = (help, entry.told_by_both) {
            self.act(receiver, move |cx| helps::agree(cx, help).map(drop)).await?;
        }
        Ok(())
    }

    async fn ready(&self, ready: usize, person: usize) -> anyhow::Result<()> {
        let entry = &self.story.ready[ready];
        let input = CapacityInput {
            minutes: Some(entry.minutes.to_string()),
            times: Some(entry.times.clone()),
            paused: entry.paused.then(|| "true".into()),
            paused_until: None,
        };
        self.act(person, move |cx| capacity::change(cx, &input).map(drop)).await.map(drop)
    }

    async fn match_asks(&self, circle: usize, steward: usize) -> anyhow::Result<()> {
        let Some(circle) = self.circles.get(circle).copied() else { return Ok(()) };
        let wanted = CircleChange { matching: Some("true".into()), ..CircleChange::default() };
        self.act(steward, move |cx| circles::change(cx, circle, &wanted).map(drop)).await?;
        self.act(steward, move |cx| round::make(cx, circle).map(drop)).await.map(drop)
    }

    async fn agree_on_care(&self, person: usize, other: usize) -> anyhow::Result<()> {
        let Some(other) = self.people.get(other).copied() else { return Ok(()) };
        let input = AgreementInput { agreed: Some("true".into()) };
        self.act(person, move |cx| mirror::agree(cx, other, &input).map(drop)).await.map(drop)
    }

    async fn untold(
        &self,
        untold: usize,
        giver: usize,
        receiver: usize,
        circle: usize,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let entry = &self.story.untold[untold];
        let here = (circle, entry.kind.as_str(), at);
        let by_giver = entry.told_by != "receiver";
        let help = if by_giver {
            self.record((giver, receiver), "giver", here, (entry.minutes, entry.words_giver.clone())).await?
        } else {
            self.record((receiver, giver), "receiver", here, (entry.minutes, entry.words_receiver.clone()))
                .await?
        };
        let Some(help) = help else { return Ok(()) };
        if entry.told_by == "both" {
            let input = TellInput {
                outcome: Some("done".into()),
                minutes: entry.minutes.map(|minutes| minutes.to_string()),
                words: entry.words_receiver.clone(),
                happened_on: None,
            };
            self.act(receiver, move |cx| helps::tell(cx, help, &input).map(drop)).await?;
        }
        if let Some(words) = entry.thanks.clone() {
            let input = ThanksInput { help: Some(help.to_string()), words: Some(words), audience: None };
            self.act(receiver, move |cx| thanks::say(cx, &input).map(drop)).await?;
        }
        Ok(())
    }

    async fn loan(
        &mut self,
        loan: usize,
        lender: usize,
        borrower: usize,
        circle: usize,
        at: Timestamp,
    ) -> anyhow::Result<()> {
        let entry = &self.story.loans[loan];
        let words = Some(entry.story.clone());
        let help = self.record((lender, borrower), "giver", (circle, "economic", at), (None, words)).await?;
        let Some(help) = help else { return Ok(()) };
        let due = entry
            .due
            .map(|days| at.saturating_add(jiff::SignedDuration::from_hours(24 * days)))
            .transpose()?;
        let input = LoanInput {
            words: Some(format!("{}. {}", entry.title, entry.words)),
            due_on: due.map(|due| self.day(borrower, due)),
        };
        self.act(borrower, move |cx| loans::propose(cx, help, &input).map(drop)).await?;
        if entry.state != "proposed" {
            let yes = LoanAnswer { answer: "yes".into() };
            self.act(lender, move |cx| loans::answer(cx, help, &yes).map(drop)).await?;
        }
        self.loans.insert(loan, (help, lender));
        Ok(())
    }

    async fn end_loan(&self, loan: usize) -> anyhow::Result<()> {
        let Some(&(help, lender)) = self.loans.get(&loan) else { return Ok(()) };
        let returned = self.story.loans[loan].state == "returned";
        self.act(lender, move |cx| {
            if returned { loans::returned(cx, help).map(drop) } else { loans::let_go(cx, help).map(drop) }
        })
        .await
        .map(drop)
    }

    /// Everybody has read what there was until now.
    async fn read_notices(&self) -> anyhow::Result<()> {
        for person in 0..self.people.len() {
            self.act(person, |cx| notices::read(cx, &ReadInput { all: true, ..ReadInput::default() }))
                .await?;
        }
        Ok(())
    }
}
