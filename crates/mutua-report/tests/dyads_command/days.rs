use crate::{analyze, file, is_a_page, json, refused};

/// Check-ins of persons of whom the second's day comes back in the first's next.
fn checkins(persons: u64, days: u64) -> String {
    let noise = |person: u64, day: u64| {
        let mut x =
            (person + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ (day + 1).wrapping_mul(0xD1B5_4A32_D192_ED03);
        for _ in 0..3 {
            x ^= x >> 29;
            x = x.wrapping_mul(0xBF58_476D_1CE4_E5B9);
        }
        (x >> 40) as f64 / f64::from(1u32 << 24) * 6.0
    };
    let mut text = String::from("date,person,score\n");
    let start = jiff::civil::date(2024, 1, 1);
    for day in 0..days {
        let date = start.checked_add(jiff::Span::new().days(day as i64)).unwrap();
        for person in 0..persons {
            let own = noise(person, day);
            let score = if person == 0 && day > 0 { 0.5 * own + 0.6 * noise(1, day - 1) } else { own };
            text.push_str(&format!("{date},P{person},{score:.3}\n"));
        }
    }
    text
}

#[test]
fn a_planted_link_is_found_one_way() {
    let (_folder, path) = file(&checkins(12, 200));
    let (_other, pairs) = file("a,b\nP0,P1\nP2,P3\nP1,P0\n");
    let found = json(&["days", &path, "--pairs", &pairs]);
    assert_eq!((&found["persons"], &found["pairs_left_out"]), (&12.into(), &1.into()));
    let pair = &found["pairs"][0];
    assert_eq!((&pair["a"], &pair["steps"]), (&"P0".into(), &199.into()));
    assert_eq!(
        (&pair["b_on_a"]["linked"], &pair["a_on_b"]["linked"]),
        (&"linked".into(), &"not_beyond_chance".into())
    );
    assert_eq!(found["chance"]["from"], "pseudo_pairs");
    let text = analyze(&["days", &path, "--pairs", &pairs]).unwrap().out;
    assert!(
        text.contains("95th percentile") && text.contains("by chance alone") && !text.contains('…'),
        "{text}"
    );
    let everyone = json(&["days", &path]);
    assert_eq!(everyone["pairs"].as_array().unwrap().len(), 66);
    assert_eq!(everyone["linked"], 1);
    assert_eq!(everyone["chance"]["adjustment"], "benjamini_hochberg");
    is_a_page(&analyze(&["days", &path, "--pairs", &pairs, "--format", "html"]).unwrap().out);
}

#[test]
fn few_days_are_not_enough_to_say() {
    let (_folder, path) = file(&checkins(12, 100));
    let (_other, pairs) = file("from,to\nP0,P1\n");
    let found = json(&["days", &path, "--pairs", &pairs]);
    assert_eq!((&found["tested"], &found["pairs"][0]["steps"]), (&0.into(), &99.into()));
    assert_eq!(found["pairs"][0]["b_on_a"]["linked"], "not_enough_to_say");
    let text = analyze(&["days", &path, "--pairs", &pairs]).unwrap().out;
    assert!(text.contains("Not enough to say") && text.contains("100"), "{text}");
}

#[test]
fn an_empty_file_and_one_person_say_nothing() {
    let (_folder, path) = file("date,person,score\n");
    assert_eq!(json(&["days", &path])["persons"], 0);
    let (_folder, path) = file(&checkins(1, 150));
    let found = json(&["days", &path]);
    assert_eq!((&found["persons"], &found["tested"]), (&1.into(), &0.into()));
}

#[test]
fn refusals_name_persons_and_days() {
    let (_folder, path) = file("date,person,score\n2024-01-02,Ana,5\n2024-01-02,Ana,6\n");
    let message = refused(&["days", &path]);
    assert!(message.contains("\"Ana\" has two check-ins on 2024-01-02"), "{message}");
    assert_eq!(json(&["days", &path, "--skip-bad-rows"])["second_checkins_left_out"], 1);
    let (_folder, path) = file(&checkins(3, 5));
    let (_other, pairs) = file("a,b\nP0,Zoe\n");
    let message = refused(&["days", &path, "--pairs", &pairs]);
    assert!(message.contains("row 1") && message.contains("\"Zoe\" has no check-ins"), "{message}");
    let (_other, pairs) = file("a,b\nP0,P0\n");
    assert!(refused(&["days", &path, "--pairs", &pairs]).contains("can't be a pair alone"));
    let (_other, pairs) = file("x,y\nP0,P1\n");
    assert!(refused(&["days", &path, "--pairs", &pairs]).contains("columns \"a\" and \"b\""));
}
