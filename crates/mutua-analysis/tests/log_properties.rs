//! What must hold for every log.

#![expect(clippy::unwrap_used, reason = "what can't be computed fails the test")]

use mutua_analysis::log::{
    DAY, Evidence, Figures, HOUR, HalfLife, Help, Interval, Keeping, Kind, Log, Need, NeedSums, Options,
    Outcome, Own, PairSums, PersonFigures, SortedHelps, Span, Tie, ToldBy, by_pair, course, figures,
    tidy_spans, who_told,
};
use proptest::prelude::*;

const PERSONS: u32 = 5;
const AT: i64 = 400 * DAY;

/// Moments anywhere, and moments so close together that episodes meet.
fn any_hour() -> impl Strategy<Value = i64> {
    prop_oneof![1 => 0..AT / HOUR, 3 => (0..3i64, 0..60i64).prop_map(|(season, hour)| season * 3_000 + hour)]
}

fn any_help() -> impl Strategy<Value = Help> {
    let tellers = prop_oneof![
        Just(None),
        Just(Some(ToldBy::Giver)),
        Just(Some(ToldBy::Receiver)),
        Just(Some(ToldBy::Both))
    ];
    (any_hour(), 0..PERSONS, 1..PERSONS, 0u16..2, 0u32..120, tellers).prop_map(
        |(hour, giver, step, kind, minutes, told_by)| Help {
            time: hour * HOUR,
            giver,
            receiver: (giver + step) % PERSONS,
            kind: Kind(kind),
            minutes: minutes.into(),
            told_by,
        },
    )
}

fn any_need() -> impl Strategy<Value = Need> {
    (0..AT / HOUR, 0..PERSONS, any::<bool>()).prop_map(|(hour, person, kept)| Need {
        time: hour * HOUR,
        person,
        outcome: if kept { Outcome::Kept } else { Outcome::Brought },
    })
}

fn any_helps() -> impl Strategy<Value = Vec<Help>> {
    prop::collection::vec(any_help(), 0..150)
}

fn any_needs() -> impl Strategy<Value = Vec<Need>> {
    prop::collection::vec(any_need(), 0..60)
}

fn whole(helps: &[Help], needs: &[Need]) -> Figures {
    let log = Log::new(PERSONS, helps.to_vec(), needs.to_vec(), vec![]).unwrap();
    figures(&log, &Options { silent_pairs: true, ..Options::at(AT) }).unwrap()
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * (1.0 + one.abs())
}

fn same_interval(one: Interval, other: Interval) -> bool {
    (one.median - other.median).abs() < 1e-6
        && (one.low - other.low).abs() < 1e-6
        && (one.high - other.high).abs() < 1e-6
}

fn same_person(one: &PersonFigures, other: &PersonFigures) -> Result<(), TestCaseError> {
    prop_assert!(close(one.exchange.given, other.exchange.given));
    prop_assert!(close(one.exchange.received, other.exchange.received));
    prop_assert!(
        close(one.keeping.kept, other.keeping.kept) && close(one.keeping.brought, other.keeping.brought)
    );
    prop_assert!(close(one.days, other.days));
    prop_assert_eq!(one.position.map(|position| position.word), other.position.map(|position| position.word));
    if let (Some(one), Some(other)) = (one.position, other.position) {
        prop_assert!(same_interval(one.x, other.x));
    }
    if let (Some(one), Some(other)) = (one.carrying, other.carrying) {
        prop_assert!(same_interval(one, other));
    }
    prop_assert_eq!(one.by_kind.len(), other.by_kind.len());
    for (one, other) in one.by_kind.iter().zip(&other.by_kind) {
        prop_assert_eq!((one.kind, one.helpers, one.helped), (other.kind, other.helpers, other.helped));
        prop_assert!(close(one.given, other.given) && close(one.received, other.received));
        prop_assert!(close(one.minutes_given, other.minutes_given));
        prop_assert!(close(one.minutes_received, other.minutes_received));
        prop_assert!(close(one.main_helper_share.unwrap_or(-1.0), other.main_helper_share.unwrap_or(-1.0)));
    }
    Ok(())
}

fn same_tie(one: &Tie, other: &Tie) -> Result<(), TestCaseError> {
    prop_assert_eq!((one.a, one.b, one.finding), (other.a, other.b, other.finding));
    prop_assert!(close(one.evidence.x, other.evidence.x) && close(one.evidence.y, other.evidence.y));
    prop_assert!(close(one.evidence.days, other.evidence.days));
    prop_assert!(close(one.probabilities.independent, other.probabilities.independent));
    prop_assert!(close(one.probabilities.a_gives, other.probabilities.a_gives));
    prop_assert!(close(one.probabilities.b_gives, other.probabilities.b_gives));
    Ok(())
}

/// What an application keeps: its tables, and beside them one row of sums a pair and a person.
struct Application {
    half_life: HalfLife,
    helps: Vec<Help>,
    needs: Vec<Need>,
    pairs: Vec<PairSums>,
    needs_sums: Vec<NeedSums>,
    rebuilt: u32,
}

impl Application {
    fn new() -> Self {
        let half_life = HalfLife::default();
        let pairs = (0..PERSONS)
            .flat_map(|a| (a + 1..PERSONS).map(move |b| PairSums::new(a, b, half_life)))
            .collect();
        let needs_sums = vec![NeedSums::default(); PERSONS as usize];
        Self { half_life, helps: vec![], needs: vec![], pairs, needs_sums, rebuilt: 0 }
    }

    fn place(&self, help: &Help) -> usize {
        let key = (help.giver.min(help.receiver), help.giver.max(help.receiver));
        self.pairs.iter().position(|pair| (pair.a, pair.b) == key).unwrap()
    }

    fn tell(&mut self, help: Help) {
        self.helps.push(help);
        let place = self.place(&help);
        if self.pairs[place].tell(&help).is_err() {
            self.again(place);
        }
    }

    fn take_back(&mut self, number: usize) {
        let help = self.helps.swap_remove(number % self.helps.len());
        let place = self.place(&help);
        self.again(place);
    }

    fn again(&mut self, place: usize) {
        let (a, b) = (self.pairs[place].a, self.pairs[place].b);
        let own: Vec<Help> = self
            .helps
            .iter()
            .copied()
            .filter(|help| (help.giver.min(help.receiver), help.giver.max(help.receiver)) == (a, b))
            .collect();
        self.pairs[place] = PairSums::of(a, b, &own, self.half_life).unwrap();
        self.rebuilt += 1;
    }

    fn need(&mut self, need: Need) {
        self.needs.push(need);
        let sums = &mut self.needs_sums[need.person as usize];
        if sums.tell(need.time, need.outcome, self.half_life).is_err() {
            let own = self.needs.iter().filter(|other| other.person == need.person);
            *sums = NeedSums::of(own.map(|need| (need.time, need.outcome)), self.half_life);
        }
    }

    /// Since when each person is there: the application's memberships.
    fn activity() -> Vec<Vec<Span>> {
        (0..PERSONS)
            .map(|person| {
                let joined = i64::from(person) * 20 * DAY;
                let pause = 200 * DAY;
                tidy_spans(vec![
                    Span { from: joined, until: Some(pause) },
                    Span { from: pause + i64::from(person) * DAY, until: None },
                ])
            })
            .collect()
    }

    fn agrees_with_a_whole_run(&self) -> Result<(), TestCaseError> {
        let log = Log::new(PERSONS, self.helps.clone(), self.needs.clone(), vec![]).unwrap();
        let activity = Self::activity();
        let options = Options { activity: Some(&activity), silent_pairs: true, ..Options::at(AT) };
        let whole = figures(&log, &options).unwrap();
        let keeping = |person: u32| self.needs_sums[person as usize].at(AT, self.half_life).unwrap();
        for (pair, expected) in self.pairs.iter().zip(&whole.ties) {
            let (one, other) = (&activity[pair.a as usize], &activity[pair.b as usize]);
            let evidence: Evidence = pair.evidence(AT, self.half_life.shared_days(one, other, AT)).unwrap();
            let own: [Keeping; 2] = [keeping(pair.a), keeping(pair.b)];
            same_tie(&Tie::of(pair.a, pair.b, evidence, &own, false), expected)?;
        }
        for person in 0..PERSONS {
            let pairs = self.pairs.iter().filter(|pair| pair.a == person || pair.b == person);
            let days = self.half_life.decayed_days(&activity[person as usize], AT);
            let own = Own { half_life: self.half_life, days, capacity: None, seed: 0 };
            let needs = &self.needs_sums[person as usize];
            let found = PersonFigures::from_sums(person, pairs, needs, AT, &own).unwrap();
            same_person(&found, &whole.persons[person as usize])?;
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn sums_kept_up_to_date_equal_a_whole_run(
        changes in prop::collection::vec((any_help(), any_need(), 0u8..10, any::<usize>()), 1..200),
        in_order in any::<bool>(),
    ) {
        let mut changes = changes;
        if in_order {
            changes.sort_by_key(|(help, _, _, _)| help.time);
        }
        let mut application = Application::new();
        for (help, need, what, number) in changes {
            match what {
                0 if !application.helps.is_empty() => application.take_back(number),
                0..=2 => application.need(need),
                _ => application.tell(help),
            }
        }
        application.agrees_with_a_whole_run()?;
    }

    #[test]
    fn the_order_of_a_log_makes_no_difference(helps in any_helps(), needs in any_needs(), seed in any::<u64>()) {
        let (mut shuffled, mut shuffled_needs) = (helps.clone(), needs.clone());
        let mut state = seed | 1;
        for place in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(place, (state >> 33) as usize % (place + 1));
        }
        shuffled_needs.reverse();
        prop_assert_eq!(whole(&helps, &needs), whole(&shuffled, &shuffled_needs));
    }

    #[test]
    fn other_numbers_for_the_same_people_change_nothing(
        helps in any_helps(),
        needs in any_needs(),
        numbers in Just((0..PERSONS).collect::<Vec<u32>>()).prop_shuffle(),
    ) {
        let renamed = |person: u32| numbers[person as usize];
        let other_helps: Vec<Help> = helps
            .iter()
            .map(|help| Help { giver: renamed(help.giver), receiver: renamed(help.receiver), ..*help })
            .collect();
        let other_needs: Vec<Need> =
            needs.iter().map(|need| Need { person: renamed(need.person), ..*need }).collect();
        let (one, other) = (whole(&helps, &needs), whole(&other_helps, &other_needs));
        for person in 0..PERSONS {
            same_person(&one.persons[person as usize], &other.persons[renamed(person) as usize])?;
        }
        for tie in &one.ties {
            let (a, b) = (renamed(tie.a), renamed(tie.b));
            let found = other.ties.iter().find(|other| (other.a, other.b) == (a.min(b), a.max(b))).unwrap();
            prop_assert_eq!(found.giver(), tie.giver().map(renamed));
            prop_assert_eq!(found.finding.map(|f| f.label), tie.finding.map(|f| f.label));
            let (x, y) = if a < b { (tie.evidence.x, tie.evidence.y) } else { (tie.evidence.y, tie.evidence.x) };
            prop_assert!(close(found.evidence.x, x) && close(found.evidence.y, y));
        }
        prop_assert_eq!(one.coverage, other.coverage);
        prop_assert_eq!(one.circle.labels, other.circle.labels);
        prop_assert_eq!(one.circle.silent, other.circle.silent);
    }

    #[test]
    fn reversing_all_helps_swaps_given_and_received(helps in any_helps()) {
        let reversed: Vec<Help> =
            helps.iter().map(|help| Help { giver: help.receiver, receiver: help.giver, ..*help }).collect();
        let (one, other) = (whole(&helps, &[]), whole(&reversed, &[]));
        for (one, other) in one.persons.iter().zip(&other.persons) {
            prop_assert!(close(one.exchange.given, other.exchange.received));
            prop_assert!(close(one.exchange.received, other.exchange.given));
            for (one, other) in one.by_kind.iter().zip(&other.by_kind) {
                prop_assert_eq!((one.kind, one.helpers, one.helped), (other.kind, other.helped, other.helpers));
                prop_assert!(close(one.minutes_given, other.minutes_received));
            }
        }
        for (one, other) in one.ties.iter().zip(&other.ties) {
            prop_assert!(close(one.probabilities.a_gives, other.probabilities.b_gives));
            prop_assert_eq!(one.finding.map(|f| f.label), other.finding.map(|f| f.label));
            prop_assert!(one.giver().is_none() || one.giver() != other.giver());
        }
        match (one.circle.reciprocity, other.circle.reciprocity) {
            (Some(one), Some(other)) => prop_assert!(close(one, other)),
            (one, other) => prop_assert_eq!(one, other),
        }
    }

    #[test]
    fn a_person_s_course_is_what_whole_runs_gave(helps in any_helps(), needs in any_needs()) {
        let log = Log::new(PERSONS, helps.clone(), needs.clone(), vec![]).unwrap();
        let moments = [AT / 3, AT / 2, AT];
        for person in 0..PERSONS {
            let course = course(person, &helps, &needs, &moments, HalfLife::default(), 0);
            for moment in course {
                let expected = &figures(&log, &Options::at(moment.at)).unwrap().persons[person as usize];
                prop_assert!(close(moment.exchange.given, expected.exchange.given));
                prop_assert!(close(moment.exchange.received, expected.exchange.received));
                prop_assert!(close(moment.keeping.kept, expected.keeping.kept));
                match (moment.position, expected.position) {
                    (Some(one), Some(other)) => prop_assert!(same_interval(one.x, other.x)),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }
    }

    #[test]
    fn what_is_yet_to_come_changes_nothing(helps in any_helps(), needs in any_needs()) {
        let later = |time: i64| time + AT + HOUR;
        let with_future: Vec<Help> = helps
            .iter()
            .copied()
            .chain(helps.iter().map(|help| Help { time: later(help.time), ..*help }))
            .collect();
        let needs_with_future: Vec<Need> = needs
            .iter()
            .copied()
            .chain(needs.iter().map(|need| Need { time: later(need.time), ..*need }))
            .collect();
        prop_assert_eq!(whole(&helps, &needs), whole(&with_future, &needs_with_future));
    }

    #[test]
    fn ranges_hold_the_figures_by_either_s_word(helps in any_helps(), needs in any_needs()) {
        let log = Log::new(PERSONS, helps.clone(), needs.clone(), vec![]).unwrap();
        let shown = whole(&helps, &needs);
        if let Some(told) = who_told(&log, &Options::at(AT)).unwrap() {
            for (person, range) in shown.persons.iter().zip(&told.given) {
                let range = range.unwrap();
                prop_assert!(range.low <= person.exchange.given && person.exchange.given <= range.high);
            }
            for told in &told.ties {
                let tie = shown.ties.iter().find(|tie| (tie.a, tie.b) == (told.a, told.b)).unwrap();
                prop_assert_eq!(told.findings[2], tie.finding);
            }
        }
    }

    #[test]
    fn nothing_is_out_of_bounds(helps in any_helps(), needs in any_needs()) {
        let figures = whole(&helps, &needs);
        prop_assert_eq!(figures.ties.len() as u32, PERSONS * (PERSONS - 1) / 2);
        for tie in &figures.ties {
            let p = tie.probabilities;
            for p in [p.independent, p.interdependent, p.a_gives, p.b_gives] {
                prop_assert!((0.0..=1.0).contains(&p));
            }
            for leaning in figures.leaning_of(tie) {
                prop_assert!(leaning.share >= 0.5 && Some(leaning.giver) == tie.giver());
            }
        }
        for covered in &figures.coverage {
            prop_assert_eq!(covered.none + covered.one + covered.two_or_more, PERSONS);
        }
        let reciprocity = figures.circle.reciprocity.unwrap_or(0.0);
        prop_assert!((0.0..=1.0).contains(&reciprocity));
        let episodes: u64 = figures.months.iter().map(|month| month.episodes).sum();
        prop_assert_eq!(episodes, figures.circle.episodes);
    }
}

fn extreme_time() -> impl Strategy<Value = i64> {
    prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX), Just(0), -DAY..DAY]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Times at the ends of what can be counted and minutes beyond all reason give figures, never a panic.
    #[test]
    fn nothing_is_too_much(
        rows in prop::collection::vec((any_help(), extreme_time(), 0.0..1e300), 0..12),
        needs in prop::collection::vec((any_need(), extreme_time()), 0..12),
        at in extreme_time(),
    ) {
        let helps: Vec<Help> =
            rows.into_iter().map(|(help, time, minutes)| Help { time, minutes, ..help }).collect();
        let needs = needs.into_iter().map(|(need, time)| Need { time, ..need }).collect();
        let log = Log::new(PERSONS, helps, needs, vec![]).unwrap();
        let found = figures(&log, &Options { silent_pairs: true, ..Options::at(at) }).unwrap();
        prop_assert_eq!(found.ties.len() as u32, PERSONS * (PERSONS - 1) / 2);
        prop_assert!(found.ties.iter().all(|tie| tie.evidence.n().is_finite()));
        who_told(&log, &Options::at(at)).unwrap();
    }
}

#[test]
fn what_no_log_can_hold_is_refused() {
    let help = Help { time: 0, giver: 0, receiver: 1, kind: Kind(0), minutes: 1.0, told_by: None };
    let refused = |help: Help| Log::new(2, vec![help], vec![], vec![]).is_err();
    assert!(!refused(help));
    assert!(refused(Help { receiver: 0, ..help }));
    assert!(refused(Help { receiver: 2, ..help }));
    for minutes in [-1.0, f64::NAN, f64::INFINITY] {
        assert!(refused(Help { minutes, ..help }));
    }
    let need = Need { time: 0, person: 2, outcome: Outcome::Kept };
    assert!(Log::new(2, vec![], vec![need], vec![]).is_err());
    let log = Log::new(2, vec![help], vec![], vec![]).unwrap();
    assert!(figures(&log, &Options { activity: Some(&[]), ..Options::at(AT) }).is_err());
    assert!(figures(&log, &Options { capacities: Some(&[None]), ..Options::at(AT) }).is_err());
}

#[test]
fn load_is_measured_against_what_people_said_they_can_give() {
    // An hour each week for a year is an hour a week, however it fades.
    let weekly = |week: i64| Help {
        time: week * 7 * DAY,
        giver: 0,
        receiver: 1,
        kind: Kind(0),
        minutes: 60.0,
        told_by: None,
    };
    let log = Log::new(2, (0..53).map(weekly).collect(), vec![], vec![]).unwrap();
    let capacities = [Some(30.0), None];
    let options = Options { capacities: Some(&capacities), ..Options::at(52 * 7 * DAY) };
    let found = figures(&log, &options).unwrap();
    let load = found.persons[0].load;
    assert!((load.given_per_week.unwrap() - 60.0).abs() < 4.0, "{load:?}");
    assert!((load.share_of_capacity.unwrap() - 2.0).abs() < 0.15, "{load:?}");
    assert_eq!(found.persons[1].load.share_of_capacity, None);
}

#[test]
fn care_by_agreement_gets_no_label() {
    let weekly = |week: i64| Help {
        time: week * 7 * DAY,
        giver: 0,
        receiver: 1,
        kind: Kind(0),
        minutes: 0.0,
        told_by: None,
    };
    let log = Log::new(3, (0..40).map(weekly).collect(), vec![], vec![]).unwrap();
    let care = [(1, 0), (2, 0)];
    let options = Options { care_by_agreement: &care, silent_pairs: true, ..Options::at(40 * 7 * DAY) };
    let found = figures(&log, &options).unwrap();
    assert_eq!(found.ties[0].finding, None);
    assert_eq!(found.ties[1].finding, None);
    assert!(found.ties[2].finding.is_some());
    assert_eq!(found.circle.labels.care_by_agreement, 1);
    assert_eq!(found.circle.silent.unwrap().care_by_agreement, 1);
}

/// Helps of three hundred persons, enough for several tasks.
fn many_helps() -> Vec<Help> {
    (0..200_000i64)
        .map(|number| {
            let giver = (number * 7919 % 300) as u32;
            Help {
                time: number * 31 % 9_000 * HOUR,
                giver,
                receiver: (giver + 1 + (number * 104_729 % 299) as u32) % 300,
                kind: Kind((number % 3) as u16),
                minutes: (number % 17) as f64,
                told_by: [None, Some(ToldBy::Giver), Some(ToldBy::Both)][(number % 3) as usize],
            }
        })
        .collect()
}

#[derive(Debug)]
struct Elsewhere(Vec<Help>);

impl SortedHelps for Elsewhere {
    fn all(&self) -> Box<dyn Iterator<Item = Result<Help, String>> + '_> {
        Box::new(self.0.iter().copied().map(Ok))
    }
}

#[test]
fn helps_that_are_kept_elsewhere_give_the_same_to_the_last_bit() {
    let mut helps = many_helps();
    let here = Log::new(300, helps.clone(), vec![], vec![]).unwrap();
    let unsorted = Log::sorted(300, std::sync::Arc::new(Elsewhere(helps.clone())), vec![], vec![]);
    assert!(unsorted.is_err());
    helps.sort_by(by_pair);
    let elsewhere = Log::sorted(300, std::sync::Arc::new(Elsewhere(helps)), vec![], vec![]).unwrap();
    assert_eq!(elsewhere.latest(), here.latest());
    for at in [9_000 * HOUR, 4_000 * HOUR, -HOUR] {
        let options = Options::at(at);
        assert_eq!(figures(&elsewhere, &options).unwrap(), figures(&here, &options).unwrap());
        assert_eq!(who_told(&elsewhere, &options).unwrap(), who_told(&here, &options).unwrap());
    }
}

#[test]
fn the_number_of_threads_makes_no_difference() {
    let helps = many_helps();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let log = Log::new(300, helps.clone(), vec![], vec![]).unwrap();
            figures(&log, &Options::at(9_000 * HOUR)).unwrap()
        })
    };
    assert_eq!(run(1), run(3));
}
