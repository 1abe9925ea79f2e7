//! Whether a schema notices when a result is no longer what it was.

use std::collections::BTreeSet;

use jsonschema::Validator;
use serde_json::{Map, Value};

/// Objects whose keys are names of persons, kinds, roles or effects.
const BY_NAME: [&str; 10] = [
    "by_kind",
    "leaning",
    "coverage",
    "coefficients",
    "sd_ratio",
    "sigma_by_role",
    "member_sd",
    "pseudo_r2",
    "degree",
    "betweenness",
];

/// Keys that a result may lack.
const OPTIONAL: [&str; 25] = [
    "column",
    "circulation_bracket",
    "degree",
    "betweenness",
    "who_told",
    "whoever_told",
    "by",
    "pair_rows",
    "person_rows",
    "name",
    "role",
    "sd_ratio",
    "sigma_by_role",
    "serial",
    "serial_interval",
    "dyad_sd",
    "person_sd",
    "day_sd",
    "member_sd",
    "member_rho",
    "icc_empty",
    "pseudo_r2",
    "distinguishability_test",
    "lag_bias",
    // All three or none, which the schema says otherwise.
    "expected_without_effect",
];

/// `log` always says whether anyone told, and `dyads` always says whether residuals correlate over time.
const NEEDED_ALL_THE_SAME: [&str; 2] = ["/who_told", "/model/serial"];

/// Each key of the result in turn is taken away, and misnamed: the schema must not hold any more. Of lists the first
/// and the last entry are looked at.
pub fn no_slip_passes(schema: &Validator, result: &Value, what: &str) {
    let mut places = Vec::new();
    objects(result, String::new(), &mut places);
    for place in places {
        let keys: Vec<String> = object(result, &place).keys().cloned().collect();
        for key in keys {
            let mut slip = result.clone();
            let value = object_mut(&mut slip, &place).remove(&key).unwrap();
            let here = format!("{place}/{key}");
            let needed = !OPTIONAL.contains(&key.as_str()) || NEEDED_ALL_THE_SAME.contains(&here.as_str());
            let together = key.ends_with("against_expected") || key.starts_with("expected_without");
            if needed || together {
                assert!(!schema.is_valid(&slip), "{what}: it holds without {here}");
            }
            object_mut(&mut slip, &place).insert(format!("{key}x"), value);
            assert!(!schema.is_valid(&slip), "{what}: it holds with {here} misnamed");
        }
    }
}

/// Where objects with fixed keys stand.
fn objects(value: &Value, place: String, found: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            let by_name = place.rsplit('/').next().is_some_and(|key| BY_NAME.contains(&key));
            for (key, value) in map.iter().take(if by_name { 2 } else { map.len() }) {
                let key = key.replace('~', "~0").replace('/', "~1");
                objects(value, format!("{place}/{key}"), found);
            }
            if !by_name {
                found.push(place);
            }
        }
        Value::Array(values) => {
            for at in BTreeSet::from([0, values.len().saturating_sub(1)]) {
                if let Some(value) = values.get(at) {
                    objects(value, format!("{place}/{at}"), found);
                }
            }
        }
        _ => {}
    }
}

fn object<'a>(value: &'a Value, place: &str) -> &'a Map<String, Value> {
    value.pointer(place).unwrap().as_object().unwrap()
}

fn object_mut<'a>(value: &'a mut Value, place: &str) -> &'a mut Map<String, Value> {
    value.pointer_mut(place).unwrap().as_object_mut().unwrap()
}

/// All keys of a result.
pub fn keys_of(value: &Value, met: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| {
            met.insert(key.clone());
            keys_of(value, met);
        }),
        Value::Array(values) => values.iter().for_each(|value| keys_of(value, met)),
        _ => {}
    }
}

/// All keys that a schema names. Each says what it means, and each object says that there are no others.
pub fn keys_named(schema: &Value) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    named_in(schema, &mut named);
    named
}

fn named_in(schema: &Value, named: &mut BTreeSet<String>) {
    let Some(map) = schema.as_object() else {
        schema.as_array().into_iter().flatten().for_each(|part| named_in(part, named));
        return;
    };
    if map.get("type").is_some_and(|kind| kind == "object") {
        assert!(map.contains_key("additionalProperties"), "an object that takes any key: {schema}");
        for (key, property) in map.get("properties").and_then(Value::as_object).into_iter().flatten() {
            named.insert(key.clone());
            let said = property["description"].as_str().unwrap_or_default();
            assert!(!said.is_empty(), "{key} has no description");
        }
    }
    map.values().for_each(|part| named_in(part, named));
}
