//! Pages in a language that is written from right to left, and only begun.

use axum::http::StatusCode;

use crate::support::{Client, Site, sites};

async fn in_arabic(site: &Site) -> Client {
    let (ana, ben) = (site.t.person("Ana").await, site.t.person("ليلى").await);
    site.t.circle("Linden Street", ana, &[ben], None).await;
    let mut browser = site.browser_of(ben).await;
    let profile = [("name", "ليلى"), ("language", "ar"), ("time_zone", "Africa/Cairo")];
    let page = browser.submit("/me", &profile).await;
    assert_eq!(page.attributes("option[selected]", "lang"), ["ar"], "{}", page.text);
    browser
}

#[tokio::test]
async fn a_page_says_its_language_and_direction() {
    for site in sites() {
        let mut browser = in_arabic(&site).await;
        for path in ["/", "/asks", "/asks/new", "/me", "/circles"] {
            let page = browser.get(path).await;
            assert_eq!(page.attributes("html", "lang"), ["ar"], "{path}");
            assert_eq!(page.attributes("html", "dir"), ["rtl"], "{path}");
        }
        let page = browser.get("/").await;
        assert_eq!(page.texts("h1"), ["اليوم"]);
        assert!(!page.has("#today span[lang=en]"), "the first page is whole");
        let english = site.browser().get("/sign-in").await;
        assert_eq!(english.attributes("html", "dir"), ["ltr"]);
    }
}

#[tokio::test]
async fn what_it_lacks_is_said_in_english_and_marked_as_such() {
    for site in sites() {
        let mut browser = in_arabic(&site).await;
        let page = browser.get("/api").await;
        let borrowed = page.texts("main p.lead > span[lang=en][dir=ltr]");
        assert_eq!(borrowed, ["Everything that the pages do, programs can do too."]);
        let text = page.texts("main").join(" ");
        assert!(!text.contains('\u{2066}'), "between tags no mark is left");
        let me = browser.get("/me").await;
        assert!(me.texts("#language option").contains(&"العربية (بدأت ترجمتها)".to_owned()), "{}", me.text);
        assert!(me.texts("#language option").contains(&"Deutsch".to_owned()));
    }
}

#[tokio::test]
async fn what_people_wrote_keeps_its_own_direction() {
    for site in sites() {
        let mut browser = in_arabic(&site).await;
        let page = browser.get("/circles").await;
        assert_eq!(page.texts("h2 bdi"), ["Linden Street"]);
        let page = browser.get("/asks/new").await;
        assert_eq!(page.attributes("#title", "dir"), ["auto"]);
        assert_eq!(page.attributes("#words", "dir"), ["auto"]);
    }
}

#[tokio::test]
async fn an_error_stands_in_the_persons_own_frame() {
    for site in sites() {
        let mut browser = in_arabic(&site).await;
        let page = browser.get("/nothing/here").await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
        assert_eq!(page.texts("h1"), ["لا شيء هنا"]);
        assert_eq!(page.attributes("html", "dir"), ["rtl"]);
        assert!(page.has("nav.nav") && !page.has("[data-signed-out]"), "nobody is signed out by an error");
        let stranger = site.browser().get("/nothing/here").await;
        assert_eq!(stranger.texts("h1"), ["Not here"]);
        assert!(stranger.has("[data-signed-out]"));
    }
}
