use serde_json::Value;

use crate::{analyze, close, file, is_a_page, json, refused, set};

fn reference(of: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(set(&format!("{of}/reference.json"))).unwrap()).unwrap()
}

const COUPLES: [&str; 8] =
    ["--dyad", "dyad", "--person", "member", "--outcome", "satisfaction_a", "--actor", "other_pos_a"];
const DIARY: [&str; 8] =
    ["--dyad", "coupleID", "--person", "personID", "--outcome", "closeness", "--time", "diaryday"];

fn words<'a>(file: &'a str, options: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    let mut words = vec!["dyads", file];
    words.extend(options);
    words.extend(more);
    words
}

/// Without the breaks of lines.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn couples_come_out_as_the_reference_names_them() {
    let (file, wanted) = (set("acitelli-couples/pairwise.csv"), reference("acitelli-couples"));
    let cases: [(&[&str], &str, &str); 3] = [
        (&["--partner", "other_pos_p"], "indistinguishable_reml", ""),
        (&["--partner", "other_pos_p", "--role", "role"], "distinguishable_two_intercept_reml", ""),
        (&["--partner", "other_pos_p", "--method", "ml"], "indistinguishable_ml", ""),
    ];
    for (more, block, _) in cases {
        let found = json(&words(&file, &COUPLES, more));
        let (fit, wanted) = (&found["fits"][0], &wanted[block]);
        for (name, wanted) in wanted["coefficients"].as_object().unwrap() {
            for key in ["estimate", "se", "t"] {
                close(&fit["coefficients"][name][key], &wanted[key]);
            }
        }
        for key in ["sigma", "rho", "logLik", "AIC", "BIC", "n"] {
            close(&fit[key], &wanted[key]);
        }
    }
    let apart = json(&words(&file, &COUPLES, &["--role", "role"]));
    close(
        &apart["fits"][0]["sd_ratio"]["husband"],
        &wanted["distinguishable_two_intercept_reml"]["sd_ratio"]["husband"],
    );
    close(&apart["fits"][0]["distinguishability_test"]["chisq"], &wanted["distinguishability_test"]["chisq"]);
    let alike = json(&words(&file, &COUPLES, &[]));
    close(&alike["fits"][0]["pseudo_r2"]["all"], &wanted["pseudo_r2"]);
    close(&alike["fits"][0]["icc_empty"], &wanted["icc_empty"]);
    assert_eq!(alike["fits"][0]["coefficients"]["partner_other_pos_a"]["effect"], "partner");
}

#[test]
fn diaries_come_out_by_composition_and_over_time() {
    let (file, wanted) = (set("dyads-diary-simulated/diary.csv"), reference("dyads-diary-simulated"));
    let support = ["--actor", "provided_support", "--by", "dyad_composition"];
    let found = json(&words(&file, &DIARY, &support));
    assert_eq!(found["fits"].as_array().unwrap().len(), 3);
    for fit in found["fits"].as_array().unwrap() {
        let wanted = &wanted[fit["by"].as_str().unwrap()]["with_couple_day_intercept"];
        let of = [
            ("provided_support_w", "sup_a_w"),
            ("partner_provided_support_w", "sup_p_w"),
            ("provided_support_b", "sup_a_b"),
        ];
        for (name, key) in of {
            close(&fit["coefficients"][name]["estimate"], &wanted["coefficients"][key]);
            close(&fit["coefficients"][name]["se"], &wanted["se"][key]);
        }
        close(&fit["day_sd"], &wanted["sd"]["obs"]);
    }
    let yesterday = words(&file, &DIARY, &["--actor", "closeness", "--lag", "1"]);
    let fit = &json(&yesterday)["fits"][0];
    let wanted = &wanted["over_time_all"]["fit"];
    close(&fit["coefficients"]["own_lag"]["estimate"], &wanted["coefficients"]["own_lag"]["estimate"]);
    close(&fit["coefficients"]["partner_lag"]["se"], &wanted["coefficients"]["partner_lag"]["se"]);
    assert!(fit["coefficients"]["own_lag"]["p_against_expected"].as_f64().unwrap() > 0.5);
    let text = analyze(&yesterday).unwrap().out;
    let line = flowing(&text);
    assert!(line.contains("no effect is seen") && line.contains("Nickell"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn names_stay_whole_on_a_terminal() {
    let diary = set("dyads-diary-simulated/diary.csv");
    let text = analyze(&words(&diary, &DIARY, &["--actor", "provided_support"])).unwrap().out;
    assert!(text.contains("partner_provided_support_w") && !text.contains('…'), "{text}");
}

#[test]
fn pages_hold_all_and_load_nothing() {
    let couples = set("acitelli-couples/pairwise.csv");
    let html = analyze(&words(&couples, &COUPLES, &["--role", "role", "--format", "html"])).unwrap().out;
    is_a_page(&html);
    assert!(html.contains("rolewife:other_pos_a") && html.contains("Kenny"));
}

#[test]
fn the_same_twice_is_the_same() {
    let diary = set("dyads-diary-simulated/diary.csv");
    let once =
        || analyze(&words(&diary, &DIARY, &["--actor", "provided_support", "--format", "json"])).unwrap().out;
    assert_eq!(once(), once());
}

#[test]
fn a_group_that_cannot_be_fitted_says_why_and_others_are() {
    let diary = set("dyads-diary-simulated/diary.csv");
    let more = ["--actor", "provided_support", "--by", "dyad_composition", "--role", "gender"];
    let found = json(&words(&diary, &DIARY, &more));
    let of = |by: &str| found["fits"].as_array().unwrap().iter().find(|f| f["by"] == by).unwrap().clone();
    assert!(of("female_x_male")["coefficients"]["genderfemale:provided_support_w"]["estimate"].is_number());
    assert!(of("male_x_male")["refused"].as_str().unwrap().contains("role \"male\""));
}

#[test]
fn refusals_name_dyads_persons_and_columns() {
    let (_folder, three) = file("d,p,y,x\nk1,Ana,1,2\nk1,Ben,2,3\nk1,Cy,3,4\n");
    let short = ["--dyad", "d", "--person", "p", "--outcome", "y", "--actor", "x"];
    let message = refused(&words(&three, &short, &[]));
    assert!(message.contains("dyad \"k1\" has more than two persons"), "{message}");
    let message =
        refused(&words(&three, &["--dyad", "d", "--person", "p", "--outcome", "mood", "--actor", "x"], &[]));
    assert!(message.contains("no column \"mood\"") && message.contains("\"y\""), "{message}");
    let message = refused(&words(&three, &short, &["--actor", "x"]));
    assert!(message.contains("named twice"), "{message}");
    let message = refused(&words(&three, &short, &["--partner", "y", "--partner", "p"]));
    assert!(message.contains("give one for each"), "{message}");
    let (_folder, bad) = file("d,p,y,x\nk1,Ana,1,2\nk1,Ben,2,many\n");
    let message = refused(&words(&bad, &short, &[]));
    assert!(message.contains("line 3, column \"x\": \"many\" is not a number"), "{message}");
    let message = refused(&words(&bad, &short, &["--skip-bad-rows"]));
    assert!(message.contains("too few for 3 coefficients"), "{message}");
    let (_folder, twice) = file("d,p,y,x\nk1,Ana,1,2\nk1,Ben,2,3\nk1,Ana,3,4\n");
    let message = refused(&words(&twice, &short, &[]));
    assert!(
        message.contains("rows 1 and 3") && message.contains("\"Ana\"") && message.contains("--time"),
        "{message}"
    );
    let message = refused(&words(&twice, &short, &["--lag", "1"]));
    assert!(message.starts_with("usage:") && message.contains("--time"), "{message}");
    let message = refused(&words(&twice, &short, &["--centre", "split"]));
    assert!(message.contains("--centre needs --time") || message.contains("own mean"), "{message}");
}

#[test]
fn collinear_columns_are_named() {
    let rows: String =
        (0..24).map(|k| format!("k{},p{},{},{},{}\n", k / 2, k % 2, (k * 7) % 11, k, 3 - 2 * k)).collect();
    let (_folder, path) = file(&format!("d,p,y,x,z\n{rows}"));
    let short = ["--dyad", "d", "--person", "p", "--outcome", "y", "--actor", "x", "--actor", "z"];
    let message = refused(&words(&path, &short, &[]));
    assert!(message.contains("is determined by") && message.contains("\"z\""), "{message}");
}

#[test]
fn rows_without_names_or_values_are_counted() {
    let rows: String =
        (0..40).map(|k| format!("k{},p{},{},{}\n", k / 2, k % 2, (k * 7) % 11, (k * 5) % 13)).collect();
    let (_folder, path) = file(&format!("d,p,y,x\n{rows},Ana,1,2\nk30,,1,2\nk31,Ana,1,2\nk32,Ana,NA,2\n"));
    let short = ["--dyad", "d", "--person", "p", "--outcome", "y", "--actor", "x"];
    let found = json(&words(&path, &short, &[]));
    assert_eq!((&found["unnamed"]["no_dyad"], &found["unnamed"]["no_person"]), (&1.into(), &1.into()));
    let left_out = &found["fits"][0]["left_out"];
    assert_eq!((&left_out["partner"], &left_out["outcome"]), (&1.into(), &1.into()));
    assert_eq!(found["fits"][0]["n"], 40);
    let text = analyze(&words(&path, &short, &[])).unwrap().out;
    let line = flowing(&text);
    assert!(line.contains("1 with no dyad") && line.contains("1 without the partner's value"), "{text}");
}

#[test]
fn bad_rows_that_are_skipped_are_told_beside_the_result() {
    let rows: String =
        (0..40).map(|k| format!("k{},p{},{},{}\n", k / 2, k % 2, (k * 7) % 11, (k * 5) % 13)).collect();
    let (_folder, path) = file(&format!("d,p,y,x\n{rows}k33,Ana,many,2\n"));
    let short = ["--dyad", "d", "--person", "p", "--outcome", "y", "--actor", "x", "--skip-bad-rows"];
    let found = analyze(&words(&path, &short, &[])).unwrap();
    assert!(found.err.contains("left out 1 of 41 rows") && found.err.contains("line 42"), "{}", found.err);
    assert_eq!(json(&words(&path, &short, &[]))["rows"]["skipped"][0]["rows"], 1);
}
