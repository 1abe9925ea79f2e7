//! Cookies, and the session behind the one that counts.

use axum::http::StatusCode;

use crate::{PASSWORD, behind_https, session, site, street};

const FIELDS: &[(&str, &str)] = &[("email", "ana@example.org"), ("password", PASSWORD)];

#[tokio::test]
async fn every_cookie_keeps_to_this_site_and_away_from_scripts() {
    for (https, name) in [(false, "mutua="), (true, "__Host-mutua=")] {
        let site = if https { behind_https(site()) } else { site() };
        street(&site).await;
        let mut browser = site.browser();
        let mut cookies = browser.post("/sign-in", FIELDS).await.cookies;
        assert!(cookies.iter().any(|cookie| cookie.starts_with(name)), "{cookies:?}");
        cookies.extend(browser.post("/me/theme", &[("theme", "dark")]).await.cookies);
        let out = browser.post("/sign-out", &[]).await;
        assert_eq!(out.clear_site_data.as_deref(), Some("\"cache\", \"storage\""));
        cookies.extend(out.cookies);
        assert!(cookies.len() >= 4, "{cookies:?}");
        for cookie in cookies {
            for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
                assert!(cookie.contains(part), "{cookie}");
            }
            assert_eq!(cookie.contains("Secure"), https, "{cookie}");
            assert_eq!(cookie.starts_with("__Host-"), https, "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
    }
}

/// A cookie that someone else put into a browser isn't taken over, and the one from before is worth nothing afterwards.
#[tokio::test]
async fn signing_in_makes_a_new_session_and_ends_the_one_before() {
    let site = site();
    let (ana, ben, _) = street(&site).await;
    let planted = session(&site, ben).await;
    let mut browser = site.browser();
    browser.set_cookie("mutua", &planted);
    let answer = browser.post("/sign-in", FIELDS).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let new = answer.cookies.iter().find_map(|cookie| cookie.strip_prefix("mutua=")).unwrap();
    let new = new.split(';').next().unwrap().to_owned();
    assert_ne!(new, planted);
    assert!(browser.get("/me").await.text.contains("ana@example.org"));
    let mut other = site.browser();
    other.set_cookie("mutua", &planted);
    assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER, "the session before has ended");

    browser.post("/sign-out", &[]).await;
    other.set_cookie("mutua", &new);
    assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER, "signed out is signed out everywhere");
    for nonsense in ["", "x", "mutua", &"A".repeat(5000), "%00", "' OR 1=1 --"] {
        other.set_cookie("mutua", nonsense);
        assert_eq!(other.get("/me").await.status, StatusCode::SEE_OTHER, "{nonsense:?}");
    }
    assert!(site.browser_of(ana).await.get("/me").await.status.is_success());
}
