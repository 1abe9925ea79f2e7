//! The support team, by page and by API.

use axum::http::StatusCode;
use serde_json::json;

use crate::support::{Client, sites};

const PHONE: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Rosa <b>\r\nTEL;type=CELL:+353 87 1\r\nPHOTO;ENCODING=b:AAAA\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:2.1\r\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=81ine\r\nNOTE:Plays the harp\r\nEND:VCARD\r\n";

async fn upload(browser: &mut Client, file: &str) -> crate::support::Answer {
    let body = format!(
        "--zq\r\ncontent-disposition: form-data; name=\"cards\"; filename=\"contacts.vcf\"\r\ncontent-type: text/vcard\r\n\r\n{file}\r\n--zq--\r\n"
    );
    browser.post_raw("/team/import", "multipart/form-data; boundary=zq", body).await
}

#[tokio::test]
async fn someone_is_added_kept_and_taken_off_and_gaps_say_what_to_do() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        site.t.circle("Linden Street", ben, &[ana], None).await;
        let mut browser = site.browser_of(ana).await;
        assert!(browser.get("/team").await.has(".empty"));
        let wrong =
            [("name", ""), ("sort", ""), ("gives", "moral"), ("note", "The <harp>"), ("rhythm", "weekly")];
        let page = browser.post("/team", &wrong).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#name-error") && page.has("#sort-error"), "{}", page.text);
        assert_eq!(page.texts("textarea[name=note]"), ["The <harp>"]);
        assert_eq!(page.attributes("input[name=gives][checked]", "value"), ["moral"]);
        assert_eq!(page.attributes("select[name=rhythm] option[selected]", "value"), ["weekly"]);
        let (ben, right) = (
            ben.to_string(),
            [("name", "Rosa"), ("sort", "family"), ("gives", ""), ("gives", "moral"), ("rhythm", "weekly")],
        );
        browser.submit("/team", &right).await;
        let page =
            browser.submit("/team", &[("member", &ben), ("sort", "friend"), ("receives", "practical")]).await;
        assert_eq!(page.texts("#team tbody th a"), ["Ben", "Rosa"]);
        assert_eq!(page.texts(".team-name").len(), 2, "the picture has both");
        let gaps = page.attributes("[id^=gap-]", "id");
        assert_eq!(gaps, ["gap-practical", "gap-emotional", "gap-economic", "gap-ecological"]);
        assert!(page.has("#gap-practical a[href='/asks/new?kind=practical']"));
        let started = browser.get("/team/new?gives=practical").await;
        assert_eq!(started.attributes("input[name=gives][checked]", "value"), ["practical"]);
        let rosa = page.attributes("#team tbody tr:last-child a", "href").remove(0);
        let none =
            [("name", "Rosa"), ("sort", "family"), ("gives", ""), ("receives", ""), ("rhythm", "weekly")];
        assert!(!browser.submit(&rosa, &none).await.has(".card .kind"), "what is unticked is gone");
        let mut other = site.browser_of(ben.parse().unwrap()).await;
        for path in [rosa.clone(), format!("{rosa}/card.vcf"), format!("{rosa}/remove")] {
            assert_eq!(other.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        site.t.later(jiff::SignedDuration::from_hours(24 * 8));
        let mut browser = site.browser_of(ana).await;
        let today = browser.get("/").await;
        assert_eq!(today.texts("[id^=again-] p"), ["It has been 8 days since you and Rosa were in touch."]);
        browser.submit(&format!("{rosa}/in-touch"), &[]).await;
        assert!(!browser.get("/").await.has("[id^=again-]"));
        browser.submit(&format!("{rosa}/remove"), &[]).await;
        assert_eq!(browser.get(&rosa).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_phones_contacts_are_looked_at_before_they_are_kept() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut browser = site.browser_of(ana).await;
        assert_eq!(
            upload(&mut site.browser(), PHONE).await.status,
            StatusCode::UNAUTHORIZED,
            "nothing is read for nobody"
        );
        for (file, said) in [
            ("name,phone\n", "contacts (vCard)"),
            ("BEGIN:VCARD\nVERSION:3.0\nFN:A\nnonsense\nEND:VCARD\n", "line 4"),
        ] {
            let page = upload(&mut browser, file).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(page.texts("#cards-error")[0].contains(said), "{}", page.text);
        }
        let large = upload(&mut browser, &"x".repeat(9 << 20)).await;
        assert_eq!(large.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(large.texts("#cards-error")[0].contains("8 MB"), "{}", large.text);
        let page = upload(&mut browser, PHONE).await;
        assert_eq!(page.attributes("input[name=name]", "value"), ["Rosa <b>", "Áine"], "{}", page.text);
        assert!(!browser.get("/team").await.has("#team"), "nothing is kept yet");
        let fields = |second: &'static str| {
            [
                ("take", "0"),
                ("take", "1"),
                ("name", "Rosa <b>"),
                ("name", second),
                ("sort", "family"),
                ("sort", "friend"),
                ("ways", "+353 87 1"),
                ("ways", ""),
                ("note", ""),
                ("note", "Plays the harp"),
            ]
        };
        let again = browser.post("/team/import/keep", &fields(" ")).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.has("#problem-1") && !again.has("#problem-0"), "{}", again.text);
        assert_eq!(again.texts("textarea[name=note]"), ["Plays the harp"]);
        let kept = browser.submit("/team/import/keep", &fields("Áine")).await;
        assert_eq!(kept.texts("#team tbody th a"), ["Áine", "Rosa <b>"]);
        let cards = browser.get("/team/cards.vcf").await;
        assert!(
            cards.content_type.starts_with("text/vcard") && cards.text.contains("FN:Áine\r\n"),
            "{}",
            cards.text
        );
        assert!(!cards.text.contains("family"));
        assert_eq!(
            browser.post("/team/import/keep", &[("name", "Theo")]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
}

#[tokio::test]
async fn a_circle_reads_a_shared_contact_on_a_page_that_says_who_reads_it() {
    for site in sites() {
        let (ana, ben, eve) =
            (site.t.person("Ana").await, site.t.person("Ben").await, site.t.person("Eve").await);
        let circle = site.t.circle("Number 7", ben, &[ana], None).await;
        let mut browser = site.browser_of(ana).await;
        let page = browser.get("/team/new").await;
        assert_eq!(page.texts("select[name=circle] option"), ["No, only me", "Number 7 (2 people read it)"]);
        let id = circle.to_string();
        let contact = [
            ("name", "Dr. Byrne"),
            ("sort", "professional"),
            ("ways", "+353 87 1"),
            ("note", "Slow"),
            ("circle", &id),
        ];
        browser.submit("/team", &contact).await;
        let path = format!("/circles/{circle}/contacts");
        let seen = site.browser_of(ben).await.get(&path).await;
        assert_eq!(seen.texts("[id^=contact-] h2"), ["Dr. Byrne"]);
        assert!(
            seen.has("a[href='tel:+353871']")
                && seen.text.contains("Number 7")
                && !seen.text.contains("Slow")
        );
        assert_eq!(site.browser_of(eve).await.get(&path).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_team_by_the_api() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut program = site.program_of(ana).await;
        let body = json!({ "name": "Rosa", "sort": "family", "gives": ["moral"], "ways": "123", "rhythm": "monthly" });
        let made = program.call_with_key("POST", "/supporters", body.clone(), Some("s1")).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text);
        assert_eq!(program.call_with_key("POST", "/supporters", body, Some("s1")).await.json(), made.json());
        let path = format!("/supporters/{}", made.json()["id"].as_str().unwrap());
        let changed = program.call("PATCH", &path, json!({ "gives": [], "note": "Up early" })).await.json();
        assert_eq!(
            (&changed["gives"], &changed["note"], &changed["ways"]),
            (&json!([]), &json!("Up early"), &json!("123"))
        );
        let team = program.call("GET", "/supporters", json!(null)).await.json();
        assert_eq!((&team["items"][0]["name"], team["gaps"].as_array().unwrap().len()), (&json!("Rosa"), 5));
        let bad = program.call("PATCH", &path, json!({ "sort": "enemy" })).await;
        assert_eq!(
            (bad.status, &bad.json()["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("sort"))
        );
        let read = program.call("POST", "/supporters/cards", json!({ "cards": PHONE })).await.json();
        assert_eq!(
            (&read["cards"][1]["name"], &read["cards"][0]["ways"]),
            (&json!("Áine"), &json!("+353 87 1"))
        );
        let bad = program.call("POST", "/supporters/cards", json!({ "cards": "nothing" })).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let several = json!({ "supporters": [{ "name": "Áine", "sort": "friend" }] });
        assert_eq!(program.call("POST", "/supporters/several", several).await.json(), json!({ "added": 1 }));
        let card = program.call("GET", &format!("{path}/card"), json!(null)).await;
        assert!(
            card.content_type.starts_with("text/vcard") && card.text.contains("TEL:123"),
            "{}",
            card.text
        );
        assert_eq!(
            program.call("POST", &format!("{path}/in-touch"), json!(null)).await.status,
            StatusCode::OK
        );
        assert_eq!(program.call("POST", &format!("{path}/rest"), json!(null)).await.status, StatusCode::OK);
        assert_eq!(program.call("DELETE", &path, json!(null)).await.status, StatusCode::NO_CONTENT);
        assert_eq!(program.call("GET", &path, json!(null)).await.status, StatusCode::NOT_FOUND);
        let mut nobody = site.browser();
        for path in ["/supporters", "/supporters/cards"] {
            assert_eq!(nobody.call("GET", path, json!(null)).await.status, StatusCode::UNAUTHORIZED);
        }
    }
}
