//! The four questions of the month, by page and by API.

use axum::http::StatusCode;
use jiff::SignedDuration;
use mutua_service::wellbeing;
use serde_json::json;

use crate::support::sites;

#[tokio::test]
async fn a_steward_switches_them_on_and_members_answer_without_scripts() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ben, &[ana], None).await;
        let path = format!("/circles/{circle}/wellbeing");
        let (mut anas, mut bens) = (site.browser_of(ana).await, site.browser_of(ben).await);
        let off = anas.get(&path).await;
        assert!(off.has(".empty") && !off.has("#switch") && !off.has("form[action$=wellbeing]"));
        assert_eq!(
            anas.post(&format!("{path}/round"), &[("on", "true")]).await.status,
            StatusCode::FORBIDDEN
        );
        assert!(!anas.get(&format!("/circles/{circle}/check-ins")).await.has("a[href$='/wellbeing']"));
        assert!(bens.get(&path).await.has("#switch button[value=true]"));
        bens.submit(&format!("{path}/round"), &[("on", "true")]).await;
        let page = anas.get(&path).await;
        assert_eq!(page.texts("form legend").len(), 4);
        assert_eq!(page.texts("form legend")[0], "Overall, how satisfied are you with your life nowadays?");
        assert!(page.has("a[href^='https://www.ons.gov.uk/']") && page.text.contains("the other way round"));
        assert_eq!(page.attributes(".scale input[type=radio]", "name").len(), 44);
        assert!(anas.get(&format!("/circles/{circle}/check-ins")).await.has("a[href$='/wellbeing']"));

        let none = [("satisfied", ""), ("worthwhile", ""), ("happy", ""), ("anxious", "")];
        let wrong = anas.post(&path, &none).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.has("#satisfied-error"), "{}", wrong.text);
        let page = anas
            .submit(&path, &[("satisfied", "7"), ("worthwhile", ""), ("happy", "4"), ("anxious", "")])
            .await;
        assert_eq!(page.attributes("form input[checked]", "value"), ["7", "", "4", ""]);
        assert!(
            !bens.get(&path).await.has("form input[checked]:not([value=''])"),
            "others see nothing of it"
        );
        let delete = page.attributes("form a[href$='/delete']", "href").remove(0);
        assert_eq!(bens.get(&delete).await.status, StatusCode::NOT_FOUND);
        let list = anas.get("/wellbeing").await;
        assert_eq!(list.texts("#wellbeing-answers li dd"), ["7 of 10", "4 of 10"]);
        assert!(anas.get(&delete).await.has(".btn-danger"));
        anas.submit(&delete, &[]).await;
        assert!(anas.get("/wellbeing").await.has(".empty"));
    }
}

#[tokio::test]
async fn a_circle_of_five_is_shown_its_month_when_it_is_over() {
    for site in sites() {
        let mut people = vec![site.t.person("Ana").await];
        for _ in 0..5 {
            people.push(site.t.nameless().await);
        }
        let circle = site.t.circle("Linden Street", people[0], &people[1..], None).await;
        let path = format!("/circles/{circle}/wellbeing");
        let mut api = site.program_of(people[0]).await;
        assert_eq!(api.call("POST", &path, json!({"happy": 5})).await.status, StatusCode::CONFLICT);
        assert_eq!(api.call("PATCH", &path, json!({"on": true})).await.json()["on"], true);
        for _ in 0..2 {
            for (person, score) in people.iter().zip([2, 4, 6, 7, 8, 9]) {
                let mut api = site.program_of(*person).await;
                let given = api.call("POST", &path, json!({"happy": score, "anxious": 10 - score})).await;
                assert_eq!((given.status, &given.json()["happy"]), (StatusCode::CREATED, &json!(score)));
            }
            site.t.later(SignedDuration::from_hours(24 * 31));
            site.t.act(None, move |cx| wellbeing::month::make(cx, circle)).await.unwrap();
        }
        let mut api = site.program_of(people[1]).await;
        let seen = api.call("GET", &path, json!(null)).await.json();
        let figures = &seen["months"][1]["figures"];
        assert_eq!(figures[0], json!({"question": "satisfied", "answer": null}));
        assert_eq!(figures[2]["answer"], json!({"voices": 5, "median": 7, "low": 5, "high": 8}));
        assert_eq!((&seen["may_switch"], &seen["mine"]), (&json!(false), &json!(null)));
        let mut browser = site.browser_of(people[1]).await;
        let page = browser.get(&path).await;
        assert_eq!(page.texts("#figure-happy svg title").len(), 1);
        assert!(page.texts("#figure-satisfied p")[0].contains("Not enough to say"));
        assert_eq!(page.texts("table tbody tr").len(), 2);
        let mine = api.call("GET", "/wellbeing", json!(null)).await.json();
        assert_eq!(mine["items"].as_array().unwrap().len(), 2);
        let one = format!("/wellbeing/{}", mine["items"][0]["id"].as_str().unwrap());
        assert_eq!(api.call("DELETE", &one, json!(null)).await.status, StatusCode::NO_CONTENT);
        assert_eq!(api.call("GET", &one, json!(null)).await.status, StatusCode::NOT_FOUND);
    }
}
