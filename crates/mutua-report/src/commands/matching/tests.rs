use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const INSTANCES: &str = include_str!("../../../../mutua-analysis/tests/matching_data/convex_instances.json");

fn run_on(text: &str, format: &str, more: &[&str]) -> Result<(String, String), String> {
    #[derive(clap::Parser)]
    struct Cli {
        #[command(flatten)]
        own: MatchArgs,
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("asks.json");
    std::fs::write(&file, text).unwrap();
    let args = ["match", file.to_str().unwrap(), "--format", format];
    let args: Vec<&str> = args
        .into_iter()
        .filter(|arg| !format.is_empty() || !(*arg == "--format" || arg.is_empty()))
        .collect();
    let cli = <Cli as clap::Parser>::try_parse_from(args.iter().chain(more)).unwrap();
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut surroundings =
        Surroundings { out: &mut out, err: &mut err, progress: false, quiet: false, color: false };
    let done = run(&cli.own, &mut surroundings);
    let folder = folder.path().to_str().unwrap().to_owned() + "/";
    let clean = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&folder, "");
    done.map_err(|failure| failure.to_string().replace(&folder, ""))?;
    Ok((clean(out), clean(err)))
}

fn json_of(text: &str) -> Value {
    serde_json::from_str(&run_on(text, "", &[]).unwrap().0).unwrap()
}

fn failure(text: &str) -> String {
    run_on(text, "", &[]).unwrap_err()
}

fn one() -> Value {
    json!({
        "match_cost": [[3, null], [2, 6]],
        "marginal_load_slope": [5, 5],
        "capacity": [2, 1],
        "unmet_cost": [20, null],
    })
}

fn with(field: &str, value: Value) -> String {
    let mut one = one();
    one[field] = value;
    one.to_string()
}

#[test]
fn an_instance_gives_an_object_in_json() {
    let found = json_of(&one().to_string());
    assert_eq!(found["total_cost"], 9.0);
    assert_eq!(found["costs"], json!({"matches": 9.0, "load": 0.0, "unmet": 0.0}));
    let pairs: Vec<(u64, u64, f64)> = found["assignments"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| {
            (own["ask"].as_u64().unwrap(), own["helper"].as_u64().unwrap(), own["cost"].as_f64().unwrap())
        })
        .collect();
    assert_eq!(pairs, [(0, 0, 3.0), (1, 1, 6.0)]);
    assert_eq!(found["unmet"], json!([]));
    assert_eq!(found.get("name"), None);
}

#[test]
fn a_list_gives_a_list_with_the_known_optima() {
    let found = json_of(INSTANCES);
    let costs: Vec<f64> =
        found.as_array().unwrap().iter().map(|own| own["total_cost"].as_f64().unwrap()).collect();
    assert_eq!(costs, [146.0, 362.0, 606.0, 1296.0, 1741.0, 44.0]);
    for own in found.as_array().unwrap() {
        let parts: f64 = own["costs"].as_object().unwrap().values().map(|part| part.as_f64().unwrap()).sum();
        assert_eq!(Some(parts), own["total_cost"].as_f64());
    }
    assert!(!run_on(INSTANCES, "", &[]).unwrap().0.contains("-0"), "no sum of nothing is -0");
    assert_eq!(json_of("[]"), json!([]));
}

#[test]
fn asks_without_unmet_cost_must_be_met() {
    let mut without = one();
    without.as_object_mut().unwrap().remove("unmet_cost");
    assert_eq!(json_of(&without.to_string())["total_cost"], 9.0);
    assert_eq!(
        failure(&with("capacity", json!([0, 1])).replace("[20,null]", "null")),
        "asks.json: ask 0 must be met (it has no unmet cost), but no helper with a capacity above 0 can meet it"
    );
    let crowd = json!({"match_cost": [[1], [1], [1]], "marginal_load_slope": [0], "capacity": [2]});
    assert_eq!(
        failure(&json!([crowd]).to_string()),
        "asks.json, instance 0: asks 0, 1 and 2 must be met (they have no unmet cost), but only helper 0 can, with a capacity of 2"
    );
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    for (text, expected) in [
        (String::new(), ": empty: an instance or a list of them is needed, as JSON"),
        ("3".into(), ": neither an instance (an object) nor a list of them"),
        ("{\"match_cost\": [[1,\n2}".into(), ", line 2, column 2: not JSON: expected `,` or `]`"),
        (
            "[NaN]".into(),
            ", line 1, column 2: not JSON: a value is expected here (NaN and Infinity are no numbers in JSON)",
        ),
        ("[\n  {},\n  4]".into(), ", instance 0: line 2, column 4: missing field `match_cost`"),
        (
            "[4]".into(),
            ", instance 0: line 1, column 2: invalid type: integer `4`, expected an instance: an object with match_cost, marginal_load_slope and capacity",
        ),
        (
            with("capacity", json!([2, -1])),
            ": line 1, column 18: capacity[1]: a capacity is a whole number from 0 up, not -1",
        ),
        (
            with("capacity", json!([2, 0.5])),
            ": line 1, column 19: capacity[1]: a capacity is a whole number from 0 up, not 0.5",
        ),
        (
            with("capacity", json!([2])),
            ": marginal_load_slope has 2 entries; there are 1 helpers, by the length of capacity",
        ),
        (with("marginal_load_slope", json!([2])), ": marginal_load_slope has 1 entries; there are 2 helpers"),
        (with("unmet_cost", json!([2])), ": unmet_cost has 1 entries; there are 2 asks"),
        (with("asks", json!(3)), ": match_cost has 2 entries; there are 3 asks"),
        (with("helpers", json!(3)), ": capacity has 2 entries; there are 3 helpers"),
        (
            with("match_cost", json!([[1, 2], [1, 2, 3]])),
            ": match_cost[1] has 3 entries; there are 2 helpers",
        ),
        (with("match_cost", json!([[1e300, 2], [1, 2]])), ": costs up to 1"),
    ] {
        let found = failure(&text);
        let start = format!("asks.json{expected}");
        assert!(found.starts_with(&start), "{text}\n  says  {found}\n  not   {start}");
    }
    let text = with("marginal_load_slope", json!([5, -1]));
    assert!(failure(&text).contains("marginal_load_slope[1]: a load slope is a number from 0 up, not -1"));
    let text = with("match_cost", json!([[1, "x"], [1, 2]]));
    assert!(failure(&text).contains("match_cost[0][1]: invalid type: string \"x\", expected f64"));
    let text = one().to_string().replace("20", "1e999");
    assert!(failure(&text).contains("number out of range"));
    let text = r#"[{"name": "first"}, {"name": "a\u001b[2J", "match_cost": 1}]"#;
    assert!(failure(text).starts_with("asks.json, instance 0 (\"first\"): "));
}

#[test]
fn a_place_in_a_list_is_that_of_the_file() {
    let mut wrong = one();
    wrong["name"] = json!("second");
    wrong["capacity"] = json!([2, "many"]);
    let text = format!("[{},\n\n  {}]", one(), wrong);
    let (before, line) = (text.lines().nth(2).unwrap().find("\"many\"").unwrap(), 3);
    let found = failure(&text);
    let expected =
        format!("asks.json, instance 1 (\"second\"): line {line}, column {}: capacity[1]: ", before + 6);
    assert!(found.starts_with(&expected), "{found} not {expected}");
}

#[test]
fn instances_that_cannot_be_matched_can_be_left_out() {
    let crowd = json!({"match_cost": [[1], [1]], "marginal_load_slope": [0], "capacity": [1]});
    let text = json!([one(), {}, crowd]).to_string();
    let (out, err) = run_on(&text, "", &["--skip-bad-rows"]).unwrap();
    let found: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(found[0]["total_cost"], 9.0);
    assert_eq!((&found[1], &found[2]), (&Value::Null, &Value::Null));
    assert!(err.starts_with("asks.json: left out 2 of 3 instances\n  instance 1: "), "{err}");
    assert!(run_on(&crowd.to_string(), "", &["--skip-bad-rows"]).is_err(), "one alone is nothing to skip");
}

#[test]
fn reasons_disclose_nothing_of_others() {
    for own in json_of(INSTANCES).as_array().unwrap() {
        for pair in own["assignments"].as_array().unwrap() {
            let numbers = |text: &str| -> Vec<String> {
                text.split(|char: char| !char.is_ascii_digit())
                    .filter(|part| !part.is_empty())
                    .map(ToOwned::to_owned)
                    .collect()
            };
            let own = [&pair["ask"], &pair["helper"]].map(ToString::to_string);
            let cost = (pair["cost"].as_f64().unwrap() as u64).to_string();
            let asker = numbers(pair["because"]["to_asker"].as_str().unwrap());
            assert_eq!(asker, [own[1].clone(), own[0].clone(), cost.clone()]);
            let helper = numbers(pair["because"]["to_helper"].as_str().unwrap());
            assert_eq!(helper[..3], [own[0].clone(), own[1].clone(), cost]);
            assert!(helper.len() <= 4, "only the places that the helper has left");
        }
    }
}

#[test]
fn for_a_terminal() {
    let mut given = one();
    given["unmet_cost"] = json!([1, 20]);
    insta::assert_snapshot!(run_on(&given.to_string(), "text", &[]).unwrap().0, @r"
      total cost     3
      of matches     2
      of load        0
      of unmet asks  1
      asks met       1
      asks unmet     1

      ask 1  helper 0, at a match cost of 2: the helper can take this on; it leaves
             room for one more of what the helper is ready for.

    Asks left unmet, which costs least in all
      ask  cost
        0     1
    ");
}

#[test]
fn as_a_page() {
    let (page, _) = run_on(INSTANCES, "html", &[]).unwrap();
    assert!(page.starts_with("<!doctype html>"));
    for part in ["Asks matched to helpers", "g5_60x20 (instance 4)", "Load of helpers", "<svg", "1741"] {
        assert!(page.contains(part), "{part}");
    }
    let (alone, _) = run_on(&one().to_string(), "html", &[]).unwrap();
    assert!(alone.contains("total cost"));
}

#[test]
fn a_list_of_nothing_is_said_to_be_one() {
    for format in ["text", "html"] {
        let (told, _) = run_on("[]", format, &[]).unwrap();
        assert!(told.contains("The list is empty"), "{told:?}");
    }
}

#[test]
fn a_result_can_go_to_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("matched.json");
    let (out, _) = run_on(&one().to_string(), "json", &["--output", path.to_str().unwrap()]).unwrap();
    assert_eq!(out, "");
    let found: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(found["total_cost"], 9.0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("asks.json");
        std::fs::write(&file, bytes).unwrap();
        if let Ok((name, text)) = file::text(&file) {
            let _ = match_all(&name, &text, true);
        }
    }

    #[test]
    fn nor_do_instances_that_are_nearly_right(
        at in 0..INSTANCES.len(), with in prop::sample::select(vec!["", "null", "-", "9e9", "[", "]", "\"", "{}", "1e308", "0.5", ","])
    ) {
        let mut text = INSTANCES.to_owned();
        text.replace_range(at..(at + 1), with);
        let _ = match_all("asks.json", &text, false);
        let _ = match_all("asks.json", &text, true);
    }
}
