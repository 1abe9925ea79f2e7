//! Every address that can be opened, with the ids of everything that is stored.

#![allow(dead_code, clippy::allow_attributes, reason = "each test uses its own part of this")]

use std::collections::BTreeMap;

use mutua_storage::testing::texts;

use crate::support::Site;

/// The ids in each table that has such a column.
pub type Ids = BTreeMap<&'static str, Vec<String>>;

const TABLES: &[&str] = &[
    "circle",
    "membership",
    "invitation",
    "ask",
    "pledge",
    "message",
    "help",
    "thanks",
    "offer",
    "need",
    "check_in",
    "supporter",
    "wellbeing_answer",
    "session",
    "token",
    "person",
    "notice",
    "record",
];

/// The most of one table that are opened: some have a row for each browser.
const MOST: usize = 40;

/// All of them.
pub fn ids(site: &Site) -> Ids {
    let ids = some_ids(site);
    for (table, ids) in &ids {
        assert!(!ids.is_empty(), "nothing was planted in {table}");
    }
    ids
}

/// Those that there are.
pub fn some_ids(site: &Site) -> Ids {
    let read = |table: &&'static str| {
        let sql = if matches!(site.t.database.address, mutua_storage::Address::Sqlite(_)) {
            format!("SELECT lower(hex(id)) FROM {table} ORDER BY id LIMIT {MOST}")
        } else {
            format!("SELECT CAST(id AS TEXT) FROM {table} ORDER BY id LIMIT {MOST}")
        };
        let ids: Vec<String> = texts(&site.t.database, &sql);
        (*table, ids.iter().map(|id| id.parse::<uuid::Uuid>().unwrap().to_string()).collect())
    };
    TABLES.iter().map(read).collect()
}

/// Whose ids an address takes, by the segment before them.
fn table(segment: &str) -> &'static str {
    match segment {
        "circles" => "circle",
        "memberships" | "applications" => "membership",
        "invitations" => "invitation",
        "asks" | "suggestions" => "ask",
        "pledges" => "pledge",
        "helps" => "help",
        "thanks" => "thanks",
        "offers" => "offer",
        "needs" => "need",
        "check-ins" => "check_in",
        "wellbeing" => "wellbeing_answer",
        "team" | "supporters" => "supporter",
        "sessions" => "session",
        "tokens" => "token",
        "people" | "blocks" | "ties" | "links" => "person",
        "notices" => "notice",
        other => panic!("whose ids follow /{other}/? Say it here, so that they are tried"),
    }
}

/// An address for each id that it takes. One that takes a secret link's end is opened elsewhere.
pub fn filled(pattern: &str, ids: &Ids) -> Vec<String> {
    let Some((before, after)) = pattern.split_once("{id}") else {
        return if pattern.contains('{') { Vec::new() } else { vec![pattern.to_owned()] };
    };
    let segment = before.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    ids[table(segment)].iter().map(|id| format!("{before}{id}{after}")).collect()
}

/// The addresses that the router of the pages has, as they stand in its code.
pub fn of_pages() -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![concat!(env!("CARGO_MANIFEST_DIR"), "/src").into()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir::<std::path::PathBuf>(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let code = std::fs::read_to_string(&path).unwrap();
                let routes = code.split(".route(").skip(1).filter_map(|rest| rest.split('"').nth(1));
                found.extend(routes.filter(|route| route.starts_with('/')).map(str::to_owned));
            }
        }
    }
    found.sort();
    found.dedup();
    assert!(found.len() > 70, "only {} routes were found", found.len());
    found
}

/// Methods and addresses that the API's description has.
pub fn of_api() -> Vec<(String, String)> {
    let description = serde_json::to_value(mutua_web::api::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            found.push((method.to_uppercase(), path.clone()));
        }
    }
    assert!(found.len() > 60, "only {} were found", found.len());
    found
}
