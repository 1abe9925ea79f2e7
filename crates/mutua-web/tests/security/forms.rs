//! Scripts, templates and statements through every field of every form: they come back as the words that they are.

use std::collections::BTreeSet;

use mutua_storage::testing::{search, texts};
use scraper::{ElementRef, Html, Selector};

use crate::{
    routes, street,
    support::{Client, Site, sites},
};

/// A script, a template, a statement. Short, so that it fits a name.
const HOSTILE: &str = "zx\"><svg onload=a()>'; DROP TABLE person; --{{7*7}}${7*7}%s";
/// What must never stand in a page.
const RAW: &str = "<svg onload";
/// What ends a session, an account, a membership, or the way in.
const ENDS: &[&str] = &[
    "/sign-out",
    "/me/delete",
    "/me/sessions",
    "/me/address",
    "/me/password",
    "/leave",
    "/step-down",
    "/hand-over",
    "/pause",
    "/role",
    "/remove",
    "/block",
    "/delete",
    "/revoke",
    "/end",
    "/met",
    "/withdraw",
    "/take-over",
];
/// Fields that hold a number, a day or a choice: with hostile words in one of them nothing is stored.
const NARROW: &[&str] = &[
    "days",
    "uses",
    "minutes",
    "due",
    "due_on",
    "happened_on",
    "expires",
    "helpers_wanted",
    "times",
    "times_end",
    "time_zone",
    "widen",
];

/// A form as its page has it, filled with hostile words wherever words can be typed.
struct Filled {
    action: String,
    fields: Vec<(String, String)>,
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// The forms of a page, with hostile words in every field, or in every one that takes words.
fn forms(html: &str, path: &str, narrow_too: bool) -> Vec<Filled> {
    let page = Html::parse_document(html);
    page.select(&selector("form[method=post]"))
        .map(|form| {
            let mut fields: Vec<(String, String)> = Vec::new();
            for element in form.select(&selector("input, textarea, select, button[name]")) {
                let Some((name, value)) = field(element, narrow_too) else { continue };
                let kind = element.value().attr("type");
                // Of radio buttons the first, of several buttons that send it too.
                let single = kind == Some("radio") || element.value().name() == "button";
                if !single || fields.iter().all(|(before, _)| *before != name) {
                    fields.push((name, value));
                }
            }
            let action = form.value().attr("action").filter(|to| !to.is_empty()).unwrap_or(path);
            Filled { action: action.to_owned(), fields }
        })
        .collect()
}

fn field(element: ElementRef<'_>, narrow_too: bool) -> Option<(String, String)> {
    let attribute = |name: &str| element.value().attr(name).map(str::to_owned);
    let name = attribute("name")?;
    let given = attribute("value").unwrap_or_default();
    let value = match (element.value().name(), attribute("type").as_deref()) {
        ("input" | "textarea", None | Some("text" | "search" | "number" | "date" | "datetime-local"))
            if narrow_too || !NARROW.contains(&name.as_str()) =>
        {
            HOSTILE.to_owned()
        }
        ("input", Some("email")) => "zx@example.org".to_owned(),
        ("input", Some("password")) => "zx long enough words".to_owned(),
        ("input", Some("checkbox")) => attribute("checked").map(|_| given)?,
        // An ask of one's own, so that the other can pledge for it.
        ("select", _) if name == "on_behalf_of" => return None,
        ("select", _) => element
            .select(&selector("option[selected], option[value]:not([value=''])"))
            .next()?
            .value()
            .attr("value")?
            .to_owned(),
        _ => given,
    };
    Some((name, value))
}

/// Opens every page and sends every form on it once: its page, where it was sent, and how that was answered.
async fn fill_in(site: &Site, browser: &mut Client, sent: &mut BTreeSet<String>) {
    let ids = routes::some_ids(site);
    for path in routes::of_pages().iter().flat_map(|pattern| routes::filled(pattern, &ids)) {
        if path.starts_with("/live") || path.starts_with("/static") {
            continue;
        }
        let page = browser.get(&path).await;
        must_be_harmless(&page, &path);
        if !page.status.is_success() || !page.content_type.starts_with("text/html") {
            continue;
        }
        let both = forms(&page.text, &path, true).into_iter().chain(forms(&page.text, &path, false));
        for (form, round) in both.zip(0..) {
            let key = format!("{path} {} {round} ", form.action);
            if ENDS.iter().any(|end| form.action.contains(end))
                || sent.iter().any(|before| before.starts_with(&key))
            {
                continue;
            }
            let fields: Vec<(&str, &str)> =
                form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let answer = browser.post(&form.action, &fields).await;
            assert!(!answer.status.is_server_error(), "{}: {}", form.action, answer.text);
            must_be_harmless(&answer, &form.action);
            sent.insert(format!("{key}{}", answer.status.as_u16()));
        }
    }
}

fn must_be_harmless(answer: &crate::support::Answer, place: &str) {
    if answer.content_type.starts_with("text/html") {
        assert!(!answer.text.contains(RAW), "{place} holds it as it was typed");
        assert!(!answer.text.contains("49$"), "{place} reckons");
    }
}

#[tokio::test]
async fn hostile_words_come_back_as_words_from_every_field() {
    for site in sites() {
        let (ana, ben, _) = street(&site).await;
        let mut sent = BTreeSet::new();
        // Three rounds: what one made, the other answers, and the first reads.
        for person in [ana, ben, ana] {
            let mut browser = site.browser_of(person).await;
            fill_in(&site, &mut browser, &mut sent).await;
        }
        assert!(sent.len() > 40, "only {} forms were sent: {sent:#?}", sent.len());
        let stored: BTreeSet<String> = search(&site.t.database, "zx\"><svg").into_iter().collect();
        for place in [
            "ask.title",
            "ask.words",
            "circle.name",
            "circle.about",
            "message.words",
            "offer.title",
            "person.name",
            "person.reach",
            "pledge.words",
            "token.name",
        ] {
            assert!(stored.contains(place), "nothing hostile is in {place}, only in {stored:?}; {sent:#?}");
        }
        let mut seen = 0;
        for person in [ana, ben] {
            let mut browser = site.browser_of(person).await;
            let ids = routes::some_ids(&site);
            for path in routes::of_pages().iter().flat_map(|pattern| routes::filled(pattern, &ids)) {
                if !path.starts_with("/live") && !path.starts_with("/static") {
                    let page = browser.get(&path).await;
                    must_be_harmless(&page, &path);
                    seen += usize::from(page.text.contains("{{7*7}}"));
                }
            }
        }
        assert!(seen > 20, "it showed on only {seen} pages");
        for mail in texts(&site.t.database, "SELECT html FROM mail") {
            assert!(!mail.contains(RAW), "{mail}");
        }
        for subject in texts(&site.t.database, "SELECT subject FROM mail") {
            assert!(!subject.contains(['\r', '\n']), "{subject:?}");
        }
    }
}
