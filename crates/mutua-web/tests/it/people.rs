//! Signing in, one's own account, leaving: by page and by API.

use crate::support::{Answer, Site, sites};
use axum::http::StatusCode;
use mutua_domain::{id::PersonId, text::NewPassword};
use mutua_service::{passwords, people, sign_in};
use mutua_storage::testing::{search, texts};
use serde_json::json;

const PASSWORD: &str = "four warm words here";

/// Ana, with a password.
async fn ana(site: &Site) -> PersonId {
    let ana = site.t.person("Ana").await;
    let hash = passwords::hash(&site.t.app, NewPassword::parse(PASSWORD).unwrap()).await.unwrap();
    let set = move |cx: &mut mutua_service::Cx<'_, '_>| {
        Ok(mutua_storage::tables::people::set_password(cx.tx, ana, &hash, cx.now)?)
    };
    site.t.act(None, set).await.unwrap();
    ana
}

fn signed_in(answer: &Answer) -> bool {
    answer.cookies.iter().any(|cookie| cookie.starts_with("mutua=") && !cookie.starts_with("mutua=;"))
}

/// The path of the link in the newest mail of a sort.
fn mailed(site: &Site, kind: &str) -> String {
    let mails = texts(&site.t.database, &format!("SELECT plain FROM mail WHERE kind = '{kind}' ORDER BY id"));
    let text = mails.last().expect("a mail");
    let link = text.split_whitespace().find(|word| word.starts_with("http")).unwrap();
    link.strip_prefix(&site.t.app.settings.base_url).unwrap().to_owned()
}

#[tokio::test]
async fn a_password_signs_in_and_leads_to_where_one_was_going_but_never_elsewhere() {
    for site in sites() {
        ana(&site).await;
        for (next, to) in [
            ("/circles/new", "/circles/new"),
            ("", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example/", "/"),
            ("javascript:alert(1)", "/"),
            ("/\t/evil.example", "/"),
        ] {
            let mut browser = site.browser();
            let fields = [("email", "ana@example.org"), ("password", PASSWORD), ("next", next)];
            let answer = browser.post("/sign-in", &fields).await;
            assert_eq!(
                (answer.status, answer.location.as_deref()),
                (StatusCode::SEE_OTHER, Some(to)),
                "{next}"
            );
            assert_eq!(browser.get("/circles").await.status, StatusCode::OK);
        }
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts() {
    for site in sites() {
        ana(&site).await;
        let fields = [("email", "ana@example.org"), ("password", PASSWORD)];
        let answer = site.browser().post("/sign-in", &fields).await;
        let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with("mutua=")).unwrap();
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
            "{cookie}"
        );
        assert!(!cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
        let secret = cookie.split(';').next().unwrap().split_once('=').unwrap().1;
        assert!(search(&site.t.database, secret).is_empty(), "only a fingerprint of it is kept");

        let app = site.t.app.clone().with_settings(mutua_service::Settings {
            base_url: "https://mutua.example".into(),
            ..mutua_service::Settings::default()
        });
        let t = mutua_service::testing::TestApp { app, database: site.t.database };
        let safe = Site::of(t, |web| web);
        let answer = safe.browser().post("/sign-in", &fields).await;
        let cookie = answer.cookies.iter().find(|cookie| cookie.starts_with("__Host-mutua=")).unwrap();
        for part in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    for site in sites() {
        ana(&site).await;
        let mut pages = Vec::new();
        for email in ["ana@example.org", "eve@example.org"] {
            let answer = site.browser().post("/sign-in", &[("email", email), ("password", "wrong")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.attributes("#email", "value"), [email], "what was typed stays");
            assert_eq!(answer.attributes("#password", "value"), [""], "but not a password");
            pages.push(answer.text.replace(email, "X"));
        }
        assert_eq!(pages[0], pages[1]);
        let mut mailed = Vec::new();
        for email in ["ana@example.org", "eve@example.org"] {
            let answer = site.browser().post("/sign-in/mail", &[("email", email)]).await;
            assert_eq!(answer.status, StatusCode::OK);
            mailed.push(answer.text.replace(email, "X"));
        }
        assert_eq!(mailed[0], mailed[1]);
    }
}

#[tokio::test]
async fn many_wrong_passwords_are_answered_with_a_wait_and_the_form_stays() {
    let site = sites().remove(0);
    ana(&site).await;
    let mut browser = site.browser();
    for _ in 0..10 {
        browser.post("/sign-in", &[("email", "ana@example.org"), ("password", "wrong")]).await;
    }
    let answer = browser.post("/sign-in", &[("email", "ana@example.org"), ("password", PASSWORD)]).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.has("#email-error") && !signed_in(&answer));
    assert!(!answer.text.contains("problem-too-many"), "{}", answer.text);
}

#[tokio::test]
async fn a_mailed_link_waits_for_a_button_since_programs_open_links() {
    for site in sites() {
        ana(&site).await;
        site.browser().post("/sign-in/mail", &[("email", "ana@example.org"), ("next", "/circles/new")]).await;
        let link = mailed(&site, "sign-in");
        for _ in 0..2 {
            let scanned = site.browser().get(&link).await;
            assert_eq!(scanned.status, StatusCode::OK);
            assert!(!signed_in(&scanned));
        }
        let path = link.split('?').next().unwrap().to_owned();
        let mut browser = site.browser();
        let answer = browser.post(&path, &[("next", "/circles/new")]).await;
        assert_eq!(answer.location.as_deref(), Some("/circles/new"));
        assert_eq!(browser.get("/circles").await.status, StatusCode::OK);
        let again = site.browser().post(&path, &[]).await;
        assert_eq!(again.status, StatusCode::GONE);
        assert_eq!(site.browser().get("/sign-in/nothing").await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn what_was_typed_in_an_ended_session_goes_on_after_signing_in() {
    for site in sites() {
        ana(&site).await;
        let mut browser = site.browser();
        let typed = [
            ("name", "Linden \"Street\" <1>"),
            ("about", "Tools\nand soup"),
            ("old_password", "hidden words"),
        ];
        let stopped = browser.post("/circles", &typed).await;
        assert_eq!(stopped.status, StatusCode::UNAUTHORIZED);
        assert!(!stopped.text.contains("hidden words"), "passwords aren't carried");
        let (carry, to) = (
            stopped.attributes("input[name=carry]", "value").remove(0),
            stopped.attributes("input[name=carry_to]", "value").remove(0),
        );
        assert_eq!(to, "/circles");
        let wrong =
            [("email", "ana@example.org"), ("password", "wrong"), ("carry", &*carry), ("carry_to", &*to)];
        let still = browser.post("/sign-in", &wrong).await;
        assert_eq!(still.attributes("input[name=carry]", "value"), [&*carry], "a slip doesn't lose it");
        let mail = browser.post("/sign-in/mail", &wrong).await;
        assert_eq!(mail.attributes("main form", "action"), ["/circles"]);
        let right =
            [("email", "ana@example.org"), ("password", PASSWORD), ("carry", &*carry), ("carry_to", &*to)];
        let on = browser.post("/sign-in", &right).await;
        assert_eq!(
            (on.status, on.attributes("main form", "action")),
            (StatusCode::OK, vec!["/circles".to_owned()])
        );
        let (name, about) =
            (on.attributes("input[name=name]", "value"), on.attributes("input[name=about]", "value"));
        let page = browser.submit("/circles", &[("name", &name[0]), ("about", &about[0])]).await;
        assert_eq!(page.texts("h1"), ["Linden \"Street\" <1>"]);
        // Made-up fields lead nowhere else.
        let evil = [
            ("email", "ana@example.org"),
            ("password", PASSWORD),
            ("carry", "[]"),
            ("carry_to", "//evil.example"),
        ];
        assert_eq!(site.browser().post("/sign-in", &evil).await.location.as_deref(), Some("/"));
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server_too() {
    for site in sites() {
        let ana = ana(&site).await;
        let mut browser = site.browser_of(ana).await;
        let page = browser.get("/me").await;
        assert!(page.has("form[action='/sign-out'][data-forget]"));
        let mut copy = site.browser();
        copy.copy_cookies(&browser);
        browser.post("/sign-out", &[]).await;
        assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
        assert_eq!(copy.get("/me").await.status, StatusCode::SEE_OTHER, "a copied cookie is worth nothing");
        assert_eq!(site.browser().post("/sign-out", &[]).await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_set_up_page_makes_the_first_person() {
    for site in sites() {
        let link = site.t.act(None, people::setup_link).await.unwrap().unwrap();
        let path = link.strip_prefix(&site.t.app.settings.base_url).unwrap().to_owned();
        let mut browser = site.browser();
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
        let bad = browser.post(&path, &[("name", "Ana"), ("email", "x"), ("password", "short")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(bad.attributes("#name", "value"), ["Ana"]);
        let good = [
            ("name", "Ana"),
            ("email", "ana@example.org"),
            ("password", PASSWORD),
            ("first_circle", "Linden Street"),
        ];
        let page = browser.submit(&path, &good).await;
        assert!(page.text.contains("Linden Street") && page.has(".flash"));
        assert_eq!(site.browser().get(&path).await.status, StatusCode::GONE);
        assert_eq!(site.browser().post(&path, &good).await.status, StatusCode::GONE);
        let about = site.browser().get("/about").await;
        assert!(about.text.contains("Ana runs this server"), "{}", about.text);
    }
}

#[tokio::test]
async fn a_profile_is_changed_on_a_page_and_by_the_api() {
    for site in sites() {
        let ana = ana(&site).await;
        let mut browser = site.browser_of(ana).await;
        let fields = [
            ("name", "Ana F."),
            ("pronouns", "she"),
            ("language", "de"),
            ("time_zone", "Europe/Berlin"),
            ("contact", ""),
        ];
        assert!(browser.submit("/me", &fields).await.has(".flash"));
        let mut program = site.program_of(ana).await;
        let me = program.call("GET", "/me", json!(null)).await.json();
        assert_eq!(
            (&me["name"], &me["language"], &me["contact"]),
            (&json!("Ana F."), &json!("de"), &json!(null))
        );
        let bad = browser.post("/me", &[("name", "Ana"), ("language", "en"), ("time_zone", "Nowhere")]).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(bad.has("#time_zone-error"));
        let patched = program.call("PATCH", "/me", json!({"contact": "Ring twice"})).await;
        assert_eq!((patched.status, &patched.json()["contact"]), (StatusCode::OK, &json!("Ring twice")));
        assert_eq!(
            program.call("PATCH", "/me", json!({"name": ""})).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        let theme = browser.post("/me/theme", &[("theme", "dark")]).await;
        assert!(theme.cookies.iter().any(|cookie| cookie.starts_with("mutua-theme=dark")));
        assert!(browser.get("/me").await.has("html[data-theme=dark]"));
    }
}

#[tokio::test]
async fn browsers_and_tokens_are_listed_and_ended() {
    for site in sites() {
        let ana = ana(&site).await;
        let (mut browser, mut phone) = (site.browser_of(ana).await, site.browser_of(ana).await);
        let page = browser.get("/me/sessions").await;
        assert_eq!(page.texts("main article").len(), 2);
        browser.submit("/me/sessions/others/end", &[]).await;
        assert_eq!(phone.get("/me").await.status, StatusCode::SEE_OTHER);
        let made = browser.post("/me/tokens", &[("name", "calendar"), ("days", "30")]).await;
        let secret = made.texts("#token").remove(0);
        assert!(secret.starts_with("mutua_"));
        assert!(!browser.get("/me/tokens").await.text.contains(&secret), "shown once");
        assert!(search(&site.t.database, &secret).is_empty());
        let bad = browser.post("/me/tokens", &[("name", ""), ("days", "none")]).await;
        assert!(bad.has("#name-error") && bad.has("#days-error"));
        let mut program = site.program_with(&secret);
        let tokens = program.call("GET", "/tokens", json!(null)).await.json();
        assert_eq!(tokens[0]["name"], "calendar");
        assert!(
            tokens[0]["used_at"].is_string()
                || program.call("GET", "/tokens", json!(null)).await.json()[0]["used_at"].is_string()
        );
        let id = tokens[0]["id"].as_str().unwrap().to_owned();
        browser.submit(&format!("/me/tokens/{id}/revoke"), &[]).await;
        assert_eq!(program.call("GET", "/me", json!(null)).await.status, StatusCode::UNAUTHORIZED);
        let mut program = site.program_of(ana).await;
        let made = program.call("POST", "/tokens", json!({"name": "x", "days": 7})).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        let gone = program
            .call("DELETE", &format!("/tokens/{}", made.json()["id"].as_str().unwrap()), json!(null))
            .await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        let sessions = program.call("GET", "/sessions", json!(null)).await.json();
        let id = sessions[0]["id"].as_str().unwrap().to_owned();
        assert_eq!(
            program.call("DELETE", &format!("/sessions/{id}"), json!(null)).await.status,
            StatusCode::NO_CONTENT
        );
        assert_eq!(browser.get("/me").await.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn the_use_of_a_session_is_noted_hourly_and_not_by_every_page() {
    for site in sites() {
        let ana = ana(&site).await;
        let mut browser = site.browser_of(ana).await;
        let seen = || texts(&site.t.database, "SELECT CAST(seen_at AS TEXT) FROM session").remove(0);
        let first = seen();
        site.t.later(jiff::SignedDuration::from_mins(30));
        browser.get("/me").await;
        assert_eq!(seen(), first);
        site.t.later(jiff::SignedDuration::from_mins(31));
        browser.get("/me").await;
        assert_ne!(seen(), first);
    }
}

#[tokio::test]
async fn an_address_is_changed_by_way_of_its_own_mail() {
    for site in sites() {
        let ana = ana(&site).await;
        let mut browser = site.browser_of(ana).await;
        let page =
            browser.submit("/me/address", &[("email", "new@example.org"), ("password", PASSWORD)]).await;
        assert!(page.text.contains("new@example.org"));
        let link = mailed(&site, "address");
        let confirm = site.browser().get(&link).await;
        assert!(confirm.text.contains("new@example.org"));
        site.browser().post(&link, &[]).await;
        assert_eq!(site.browser().post(&link, &[]).await.status, StatusCode::GONE);
        let me = site.t.see(ana, people::me).await.unwrap();
        assert_eq!(me.email.as_deref(), Some("new@example.org"));
        let told = texts(&site.t.database, "SELECT address FROM mail WHERE kind = 'address-changed'");
        assert_eq!(told, ["ana@example.org"]);
    }
}

#[tokio::test]
async fn a_guest_finds_a_new_recovery_link_and_the_way_to_an_account() {
    for site in sites() {
        let gus = site.t.guest("Gus").await;
        let mut browser = site.browser_of(gus).await;
        let me = browser.get("/me").await;
        assert!(
            me.has("a[href='/me/full']")
                && me.has("a[href='/me/recovery']")
                && !me.has("a[href='/me/tokens']")
        );
        let shown = browser.post("/me/recovery", &[]).await;
        let link = shown.texts("#recovery").remove(0);
        let path = link.strip_prefix(&site.t.app.settings.base_url).unwrap().to_owned();
        let mut other = site.browser();
        assert!(!signed_in(&other.get(&path).await), "a look alone doesn't sign in");
        other.post(&path, &[]).await;
        assert_eq!(other.get("/me").await.texts("h1"), ["Me"]);
        assert_eq!(browser.get("/me/password").await.status, StatusCode::FORBIDDEN);
        let bad = browser.post("/me/full", &[("email", "gus@example.org"), ("password", "short")]).await;
        assert_eq!(
            (bad.status, bad.attributes("#email", "value")),
            (StatusCode::UNPROCESSABLE_ENTITY, vec!["gus@example.org".to_owned()])
        );
        let page = browser.submit("/me/full", &[("email", "gus@example.org"), ("password", PASSWORD)]).await;
        assert!(page.has("a[href='/me/tokens']"));
        assert_eq!(site.browser().post(&path, &[]).await.status, StatusCode::GONE);
    }
}

#[tokio::test]
async fn leaving_for_good_is_found_easily_says_what_goes_and_needs_the_password() {
    for site in sites() {
        let (ana, ben) = (ana(&site).await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
        let mut browser = site.browser_of(ana).await;
        assert!(browser.get("/me").await.has("a[href='/me/delete']"));
        let page = browser.get("/me/delete").await;
        assert!(
            page.has(&format!("a[href='/circles/{circle}']")) && !page.has("main form"),
            "someone else comes first"
        );
        let refused = site.program_of(ana).await.call("DELETE", "/me", json!({"password": PASSWORD})).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let mut bens = site.browser_of(ben).await;
        let unsure = bens.post("/me/delete", &[("word", "no")]).await;
        assert!(unsure.status == StatusCode::UNPROCESSABLE_ENTITY && unsure.has("#word-error"));
        bens.submit("/me/delete", &[("word", "delete")]).await;
        assert_eq!(bens.get("/me").await.status, StatusCode::SEE_OTHER);
        let wrong = browser.post("/me/delete", &[("password", "wrong")]).await;
        assert!(wrong.has("#password-error"));
        let export = browser.get("/me/export").await;
        assert_eq!(export.content_type, "application/json");
        assert_eq!(export.json()["profile"]["email"], "ana@example.org");
        let gone = browser.submit("/me/delete", &[("password", PASSWORD)]).await;
        assert_eq!(gone.status, StatusCode::OK);
        assert!(search(&site.t.database, "ana@example.org").is_empty());
    }
}

#[tokio::test]
async fn a_profile_shows_what_is_shared_and_a_stranger_gets_nothing() {
    for site in sites() {
        let (ana, ben, cleo) = (ana(&site).await, site.t.person("Ben").await, site.t.person("Cleo").await);
        site.t.circle("Linden Street", ana, &[ben], None).await;
        let page = site.browser_of(ben).await.get(&format!("/people/{ana}")).await;
        assert!(page.text.contains("Linden Street") && !page.text.contains("Ring Ana"));
        assert!(page.has(&format!("a[href='/people/{ana}/block']")));
        let stranger = site.browser_of(cleo).await.get(&format!("/people/{ana}")).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND);
        let seen =
            site.program_of(ben).await.call("GET", &format!("/people/{ana}"), json!(null)).await.json();
        assert_eq!((&seen["name"], &seen["contact"]), (&json!("Ana"), &json!(null)));
    }
}

#[tokio::test]
async fn what_this_place_is_who_sees_what_and_the_api_are_there_to_read() {
    let site = sites().remove(0);
    for path in ["/about", "/privacy", "/api", "/sign-in"] {
        let page = site.browser().get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert_eq!(page.texts("h1").len(), 1, "{path}");
    }
    let privacy = site.browser().get("/privacy").await;
    assert_eq!(privacy.texts("tbody tr").len(), mutua_domain::policy::RULES.len());
    for text in privacy.texts("tbody td, tbody th") {
        assert!(!text.contains("standing-") && !text.contains("thing-") && !text.contains("verb-"), "{text}");
    }
    let api = site.browser().get("/api").await;
    assert!(api.has("a[href='/api/v1/openapi.json']"));
    let headings = api.texts("article h3");
    assert!(headings.iter().any(|text| text == "POST /invitations/accept"), "{headings:?}");
}

#[tokio::test]
async fn the_demo_s_links_stand_on_the_sign_in_page() {
    let site = sites().remove(0);
    let links = vec![("Ana, steward".into(), "/recover/x".into())];
    let site = Site::of(site.t, |web| web.showing(links));
    let page = site.browser().get("/sign-in").await;
    assert_eq!(page.texts("a[href='/recover/x']"), ["Ana, steward"]);
    let _ = sign_in::From::default();
}
