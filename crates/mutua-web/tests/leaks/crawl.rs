//! Opens everything as one role.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    Findings,
    plant::{Plot, Role},
    routes::{self, Ids},
    support::{Answer, Client},
};

/// The most pages that are followed: a calendar of links must not keep it forever.
const MOST: usize = 1500;

/// Every page: each route with each id, and whatever is linked from there. How many were opened.
pub async fn pages(
    browser: &mut Client,
    plot: &Plot,
    role: Role,
    ids: &Ids,
    findings: &mut Findings,
) -> usize {
    each_page(browser, ids, |path, text| findings.search(plot, role, path, text)).await
}

/// The same, for whatever is to be done with each: what it says, and what its head leads to.
pub async fn each_page(browser: &mut Client, ids: &Ids, mut look: impl FnMut(&str, &str)) -> usize {
    let mut waiting: Vec<String> =
        routes::of_pages().iter().flat_map(|pattern| routes::filled(pattern, ids)).collect();
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut opened = 0;
    while let Some(path) = waiting.pop() {
        // Follows changes until somebody closes it: tried by itself.
        if path.starts_with("/live") || path.starts_with("/static/") {
            continue;
        }
        let answer = browser.get(&path).await;
        opened += 1;
        look(&path, &format!("{}\n{}", answer.text, headers(&answer)));
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
        assert!(opened < MOST, "the pages don't end");
        for link in links(&answer) {
            if seen.insert(link.clone()) {
                waiting.push(link);
            }
        }
    }
    opened
}

fn headers(answer: &Answer) -> String {
    format!("{} {}", answer.location.clone().unwrap_or_default(), answer.cookies.join(" "))
}

/// The pages of this place that a page leads to.
fn links(answer: &Answer) -> Vec<String> {
    if !answer.content_type.starts_with("text/html") {
        return answer.location.clone().into_iter().filter(|to| to.starts_with('/')).collect();
    }
    // By hand: a parser takes longer than everything else here.
    let mut links: Vec<String> = Vec::new();
    for name in ["href=\"", "hx-get=\"", "action=\""] {
        let values = answer.text.split(name).skip(1).filter_map(|rest| rest.split('"').next());
        links.extend(values.map(|value| value.replace("&#38;", "&").replace("&amp;", "&")));
    }
    links.extend(answer.location.clone());
    links
        .into_iter()
        .filter(|link| link.starts_with('/') && !link.starts_with("//") && !link.starts_with("/sign-in?"))
        .map(|link| link.split('#').next().unwrap_or_default().to_owned())
        .collect()
}

/// Every GET of the API. How many were opened.
pub async fn api(program: &mut Client, plot: &Plot, role: Role, ids: &Ids, findings: &mut Findings) -> usize {
    let look = |path: &str, text: &str| findings.search(plot, role, &format!("/api/v1{path}"), text);
    each_answer(program, ids, look).await
}

/// The same, for whatever is to be done with each.
pub async fn each_answer(program: &mut Client, ids: &Ids, mut look: impl FnMut(&str, &str)) -> usize {
    let mut opened = 0;
    let mut paths: Vec<String> = routes::of_api()
        .iter()
        .filter(|(method, _)| method == "GET")
        .flat_map(|(_, pattern)| routes::filled(pattern, ids))
        .collect();
    for circle in &ids["circle"] {
        for list in ["asks", "offers", "invitations", "memberships", "thanks", "helps"] {
            paths.push(format!("/{list}?circle={circle}"));
            paths.push(format!("/{list}?circle={circle}&state=met"));
        }
    }
    paths.extend(["/asks?mine=true", "/offers?mine=true", "/openapi.json"].map(str::to_owned));
    for path in paths {
        let answer = program.call("GET", &path, Value::Null).await;
        opened += 1;
        look(&path, &answer.text);
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.text);
    }
    opened
}
