//! A real log of help: sums and coverage equal the reference figures. The set is not in the repository.

mod log_support;

use log_support::{Names, helps, rows, shared};
use mutua_analysis::log::{DAY, HalfLife, Kind, Log, Options, episode_starts, figures};

fn close(found: f64, reference: f64) {
    assert!((found - reference).abs() <= 1e-9 * reference.abs(), "{found} {reference}");
}

#[test]
fn sums_and_coverage_equal_the_reference() {
    let Some(set) = shared("vampire-bat-help-log") else { return };
    let (mut persons, mut kinds) = (Names::default(), Names::default());
    let helps = helps(&set.join("events.csv"), "seconds", 60.0, &mut persons, &mut kinds);
    let reference: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(set.join("reference.json")).unwrap()).unwrap();
    let decay = &reference["decay"];
    let at = log_support::time(decay["reference_time"].as_str().unwrap());
    let half_life = HalfLife::default();

    // The reference decays single events, an episode is up to a day of them.
    let weights: f64 = helps.iter().map(|help| half_life.weight(help.time, at)).sum();
    close(weights, decay["sum_decayed_events"].as_f64().unwrap());

    let log = Log::new(persons.count(), helps, vec![], vec![]).unwrap();
    let found = figures(&log, &Options::at(at)).unwrap();
    assert_eq!(found.circle.helps, 9654);
    close(found.circle.decayed_minutes * 60.0, decay["sum_decayed_seconds"].as_f64().unwrap());
    for (kind, sums) in decay["by_kind"].as_object().unwrap() {
        let kind = Kind(u16::try_from(kinds.known(kind)).unwrap());
        let events = log.helps().iter().filter(|help| help.kind == kind);
        close(events.map(|help| half_life.weight(help.time, at)).sum(), sums["events"].as_f64().unwrap());
        let given: f64 =
            found.persons.iter().filter_map(|person| person.kind(kind)).map(|of| of.minutes_given).sum();
        close(given * 60.0, sums["seconds"].as_f64().unwrap());
    }
    for (name, reference) in reference["k_coverage_whole_log"].as_object().unwrap() {
        let kind = Kind(u16::try_from(kinds.known(name)).unwrap());
        let covered = found.coverage.iter().find(|covered| covered.kind == kind).unwrap();
        assert_eq!(u64::from(covered.none), reference["receivers_with_no_giver"].as_u64().unwrap());
        assert_eq!(u64::from(covered.one), reference["with_one"].as_u64().unwrap());
        assert_eq!(u64::from(covered.two_or_more), reference["with_two_or_more"].as_u64().unwrap());
        assert_eq!(u64::from(covered.three_or_more), reference["with_three_or_more"].as_u64().unwrap());
        for (bat, givers) in reference["distinct_givers"].as_object().unwrap() {
            let figures = found.persons[persons.known(bat) as usize].kind(kind);
            assert_eq!(
                u64::from(figures.map_or(0, |figures| figures.helpers)),
                givers.as_u64().unwrap(),
                "{bat}"
            );
        }
    }
}

#[test]
fn each_pair_and_kind_decays_to_its_reference() {
    let Some(set) = shared("vampire-bat-help-log") else { return };
    let (mut persons, mut kinds) = (Names::default(), Names::default());
    let helps = helps(&set.join("events.csv"), "seconds", 60.0, &mut persons, &mut kinds);
    let at = helps.iter().map(|help| help.time).max().unwrap();
    let half_life = HalfLife::default();
    for row in rows(&set.join("decayed_half_life_90d.csv")) {
        let (giver, receiver) = (persons.known(&row["from"]), persons.known(&row["to"]));
        let kind = Kind(u16::try_from(kinds.known(&row["kind"])).unwrap());
        let of_lane = |help: &&mutua_analysis::log::Help| {
            (help.giver, help.receiver, help.kind) == (giver, receiver, kind)
        };
        let lane: Vec<_> = helps.iter().filter(of_lane).collect();
        assert_eq!(lane.len().to_string(), row["events"]);
        let events: f64 = lane.iter().map(|help| half_life.weight(help.time, at)).sum();
        let seconds: f64 =
            lane.iter().map(|help| half_life.weight(help.time, at) * help.minutes * 60.0).sum();
        close(events, row["decayed_events"].parse().unwrap());
        close(seconds, row["decayed_seconds"].parse().unwrap());
        // A trial of an hour, however often a bat groomed in it, is one episode.
        let mut times: Vec<_> = lane.iter().map(|help| help.time).collect();
        times.sort_unstable();
        let starts: Vec<_> = episode_starts(&times).collect();
        assert!(starts.windows(2).all(|two| two[1] - two[0] >= DAY));
        assert!(times.iter().all(|time| starts.iter().any(|start| (0..DAY).contains(&(time - start)))));
    }
}
