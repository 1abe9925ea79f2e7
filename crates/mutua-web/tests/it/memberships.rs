//! Being in a circle, by page and by API: members, roles, pauses, leaving, removal, applications, blocks.

use crate::support::{Client, Site, sites};
use axum::http::StatusCode;
use mutua_domain::id::{CircleId, PersonId};
use serde_json::{Value, json};

/// The membership of a person, as the API lists it.
async fn membership(program: &mut Client, circle: CircleId, person: PersonId) -> Value {
    let answer = program.call("GET", &format!("/memberships?circle={circle}"), Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let items = answer.json()["items"].as_array().unwrap().clone();
    items.into_iter().find(|item| item["person"] == person.to_string()).unwrap()
}

async fn open_circle(site: &Site, steward: PersonId) -> String {
    let mut program = site.program_of(steward).await;
    let input = json!({ "name": "Study group", "about": "Exams together", "joining": "application",
        "agreements": "Nobody is laughed at", "questions": ["What brings you here?", "Which year?"] });
    program.call("POST", "/circles", input).await.json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_circle_of_fifty_reads_well() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let mut members = Vec::new();
        for _ in 0..49 {
            members.push(site.t.nameless().await);
        }
        let street = site.t.circle("Street", ana, &[], None).await;
        let circle = site.t.circle("Linden", ana, &members, Some(street)).await;
        let mut browser = site.browser_of(ana).await;
        let page = browser.get(&format!("/circles/{circle}")).await;
        assert_eq!(page.texts(".crumbs li"), ["Street", "Linden"]);
        assert_eq!(page.texts(".avatars li").len(), 12);
        let triggers = page.attributes("#circle-people", "hx-trigger");
        assert_eq!(triggers, [format!("circle-{circle} from:body delay:200ms")]);
        assert!(page.texts("#circle-people a").contains(&"All 50".to_owned()), "{}", page.text);
        assert!(page.has(".btn-ask[href]") && page.has(&format!("a[href='/circles/{circle}/edit']")));
        let page = browser.get(&format!("/circles/{street}")).await;
        assert!(page.has(&format!("#nested-{circle}")));
        let page = browser.get(&format!("/circles/{circle}/members")).await;
        assert_eq!(page.texts(".people > li").len(), 50);
        assert!(page.texts(".people > li")[0].contains("Ana"), "stewards first");
        let page = site.browser_of(members[0]).await.get(&format!("/circles/{circle}")).await;
        assert!(!page.has(&format!("a[href='/circles/{circle}/edit']")));
        assert_eq!(page.texts(".crumbs").len(), 0, "the street isn't his to know of");
    }
}

#[tokio::test]
async fn a_circle_is_changed_and_what_is_emptied_is_gone() {
    for site in sites() {
        let ana = site.t.person("Ana").await;
        let circle = open_circle(&site, ana).await;
        let mut browser = site.browser_of(ana).await;
        let page = browser.get(&format!("/circles/{circle}/edit")).await;
        let questions = page.attributes("input[name=questions]", "value");
        assert_eq!(questions, ["What brings you here?", "Which year?", "", "", ""]);
        let path = format!("/circles/{circle}/edit");
        let bad = [("name", ""), ("about", "Still here"), ("joining", "application"), ("questions", "")];
        let page = browser.post(&path, &bad).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.texts("#about"), ["Still here"]);
        let good = [
            ("name", "Study group 2"),
            ("about", ""),
            ("agreements", "Kindness"),
            ("joining", "nested"),
            ("questions", ""),
            ("questions", "Why?"),
        ];
        let page = browser.submit(&path, &good).await;
        assert_eq!(page.texts("h1"), ["Study group 2"]);
        assert!(!page.has(".lead") && page.has("#agreements"));
        let mut program = site.program_of(ana).await;
        let face = program.call("GET", &format!("/circles/{circle}/face"), Value::Null).await.json();
        assert_eq!((&face["questions"], &face["joining"]), (&json!(["Why?"]), &json!("nested")));
        let changed =
            program.call("PATCH", &format!("/circles/{circle}"), json!({ "place": "Room 12" })).await;
        assert_eq!(changed.status, StatusCode::OK);
        assert_eq!(
            (&changed.json()["place"], &changed.json()["agreements"]),
            (&json!("Room 12"), &json!("Kindness"))
        );
    }
}

#[tokio::test]
async fn a_stranger_applies_and_a_steward_answers() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = open_circle(&site, ana).await;
        let apply = format!("/circles/{circle}/apply");
        let page = site.browser().get(&apply).await;
        assert_eq!(page.status, StatusCode::OK, "nobody sees the face, too");
        assert!(page.has(&format!("a[href='/sign-in?next={apply}']")) && !page.has("textarea"));
        assert!(!page.text.contains("laughed"), "the agreements are inside");
        let mut bens = site.browser_of(ben).await;
        let page = bens.get(&format!("/circles/{circle}")).await;
        assert!(page.has(&format!("a[href='{apply}']")) && !page.text.contains("laughed"));
        let page = bens.post(&apply, &[("answers", ""), ("answers", "The second")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#answer-1-error") && !page.has("#answer-2-error"));
        assert_eq!(page.texts("#answer-2"), ["The second"]);
        let page = bens.submit(&apply, &[("answers", "I fail alone"), ("answers", "The second")]).await;
        assert!(page.has("#application"));
        assert!(bens.get("/circles").await.has(&format!("a[href='{apply}']")), "his list says that he waits");

        let mut anas = site.browser_of(ana).await;
        assert!(anas.get(&format!("/circles/{circle}")).await.has(".flash-info"));
        let list = format!("/circles/{circle}/applications");
        let page = anas.get(&list).await;
        assert!(page.text.contains("I fail alone"));
        let which = page.attributes("input[name=application]", "value")[0].clone();
        assert_eq!(bens.get(&list).await.status, StatusCode::NOT_FOUND);
        let page = anas
            .submit(&list, &[("application", &which), ("answer", "no"), ("words", "We are full until May")])
            .await;
        assert!(page.has(".empty"));
        let again = anas.post(&list, &[("application", &which), ("answer", "yes")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(bens.get("/me/records").await.text.contains("We are full until May"));
        // Again, this time by the API.
        let mut program = site.program_of(ben).await;
        let body = json!({ "answers": ["I fail alone", "The second"] });
        let applied = program.call("POST", &format!("/circles/{circle}/apply"), body).await;
        assert_eq!(applied.status, StatusCode::CREATED);
        let id = applied.json()["my_membership"].as_str().unwrap().to_owned();
        let mut stewards = site.program_of(ana).await;
        let listed = stewards.call("GET", &format!("/circles/{circle}/applications"), Value::Null).await;
        assert_eq!(listed.json()["items"][0]["id"], json!(id));
        let yes =
            stewards.call("POST", &format!("/applications/{id}/answer"), json!({ "answer": "yes" })).await;
        assert_eq!(yes.status, StatusCode::NO_CONTENT, "{}", yes.text);
        let home = program.call("GET", &format!("/circles/{circle}"), Value::Null).await.json();
        assert_eq!((&home["my_state"], &home["members"]), (&json!("active"), &json!(2)));
        let gone = program.call("DELETE", &format!("/applications/{id}"), Value::Null).await;
        assert_eq!(gone.status, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn a_break_and_its_end() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
        let mut browser = site.browser_of(ben).await;
        let page = browser.post(&format!("/circles/{circle}/pause"), &[("until", "yesterday")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(page.attributes("#until", "value"), ["yesterday"]);
        let page = browser.submit(&format!("/circles/{circle}/pause"), &[("until", "2025-04-01")]).await;
        assert!(page.has("#my-pause") && !page.has(".heading .btn-ask"));
        let page = browser.submit(&format!("/circles/{circle}/resume"), &[]).await;
        assert!(!page.has("#my-pause") && page.has(".heading .btn-ask"));
        let mut program = site.program_of(ben).await;
        let id = membership(&mut program, circle, ben).await["id"].as_str().unwrap().to_owned();
        let path = format!("/memberships/{id}");
        let paused = program.call("PATCH", &path, json!({ "state": "paused" })).await;
        assert_eq!(paused.json()["state"], "paused");
        let back = program.call("PATCH", &path, json!({ "state": "active" })).await;
        assert_eq!(back.json()["state"], "active");
        for bad in [
            json!({}),
            json!({ "state": "left" }),
            json!({ "state": "active", "role": "steward" }),
            json!({ "kept_out": true }),
        ] {
            let refused = program.call("PATCH", &path, bad).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.text);
        }
        let refused = program.call("PATCH", &path, json!({ "role": "steward" })).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "one doesn't name oneself");
    }
}

#[tokio::test]
async fn the_last_steward_picks_a_successor_on_the_way_out() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
        let mut browser = site.browser_of(ana).await;
        let page = browser.get(&format!("/circles/{circle}/leave")).await;
        assert_eq!(page.texts("select[name=to] option").iter().filter(|name| !name.is_empty()).count(), 1);
        let refused = browser.post(&format!("/circles/{circle}/leave"), &[]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let path = format!("/circles/{circle}/hand-over");
        let page = browser.post(&path, &[("then", "leave"), ("to", "")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#to-error"));
        let to =
            browser.get(&format!("/circles/{circle}/step-down")).await.attributes("option[value]", "value");
        let to = to.iter().find(|id| !id.is_empty()).unwrap();
        let page = browser.submit(&path, &[("then", "leave"), ("to", to)]).await;
        assert!(page.has(".flash") && !page.has(&format!("#circle-{circle}")));
        let gone = browser.get(&format!("/circles/{circle}")).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        // Ben is the steward now, and alone: he can leave, and the circle ends.
        let mut bens = site.browser_of(ben).await;
        let page = bens.get(&format!("/circles/{circle}/leave")).await;
        assert!(page.has(".btn-danger") && !page.has("select"), "{} {}", page.status, page.text);
        bens.submit(&format!("/circles/{circle}/leave"), &[]).await;
        assert_eq!(bens.get(&format!("/circles/{circle}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_removal_is_confirmed_told_recorded_and_taken_back() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let circle = site.t.circle("Linden Street", ana, &[ben], None).await;
        let (mut anas, mut bens) = (site.browser_of(ana).await, site.browser_of(ben).await);
        let mut program = site.program_of(ana).await;
        let id = membership(&mut program, circle, ben).await["id"].as_str().unwrap().to_owned();
        let path = format!("/memberships/{id}/remove");
        assert!(anas.get(&format!("/circles/{circle}/members")).await.has(&format!("a[href='{path}']")));
        assert_eq!(bens.get(&path).await.status, StatusCode::FORBIDDEN);
        let page = anas.post(&path, &[("reason", ""), ("afterwards", "kept_out")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#reason-error") && page.has("input[value=kept_out][checked]"));
        let reason = "You shouted <loudly>";
        anas.submit(&path, &[("reason", reason), ("afterwards", "kept_out")]).await;
        assert_eq!(bens.get(&format!("/circles/{circle}")).await.status, StatusCode::NOT_FOUND);
        let page = bens.get("/me/records").await;
        assert!(page.texts(".words").contains(&reason.to_owned()) && page.text.contains("Ana"));
        let record = format!("/circles/{circle}/record");
        assert_eq!(bens.get(&record).await.status, StatusCode::NOT_FOUND);
        let page = anas.get(&record).await;
        assert!(page.has(&format!("#kept-out-{id}")));
        let page = anas.submit(&record, &[("membership", &id)]).await;
        assert!(!page.has(&format!("#kept-out-{id}")));
        // The same by the API.
        site.t
            .act(None, move |cx| {
                mutua_service::memberships::admit(cx, circle, ben, mutua_domain::life::MemberRole::Member)
            })
            .await
            .unwrap();
        let path = format!("/memberships/{id}");
        let missing = program.call("DELETE", &path, Value::Null).await;
        assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
        let body = json!({ "reason": "Again", "afterwards": "may_come_back" });
        assert_eq!(program.call("DELETE", &path, body).await.status, StatusCode::NO_CONTENT);
        let records = program.call("GET", &format!("/circles/{circle}/records"), Value::Null).await.json();
        assert_eq!(records["records"]["items"].as_array().unwrap().len(), 3);
        let mut own = site.program_of(ben).await;
        let records = own.call("GET", "/me/records", Value::Null).await.json();
        assert_eq!(records["items"][0]["reason"], "Again");
        assert!(records["items"][0].get("by").is_none(), "which steward it was isn't told");
    }
}

#[tokio::test]
async fn a_member_becomes_a_steward_on_a_page_and_by_the_api() {
    for site in sites() {
        let (ana, ben, gus) =
            (site.t.person("Ana").await, site.t.person("Ben").await, site.t.guest("Gus").await);
        let circle = site.t.circle("Linden Street", ana, &[ben, gus], None).await;
        let mut program = site.program_of(ana).await;
        let bens = membership(&mut program, circle, ben).await["id"].as_str().unwrap().to_owned();
        let guss = membership(&mut program, circle, gus).await;
        assert_eq!((&guss["guest"], &guss["may_name_steward"]), (&json!(true), &json!(false)));
        let mut browser = site.browser_of(ana).await;
        let path = format!("/memberships/{bens}/role");
        assert_eq!(browser.get(&path).await.attributes("input[name=role]", "value"), ["steward"]);
        let page = browser.submit(&path, &[("role", "steward")]).await;
        assert!(page.texts(&format!("#member-{bens}"))[0].contains("Steward"));
        let ended = program.call("PATCH", &format!("/memberships/{bens}"), json!({ "role": "member" })).await;
        assert_eq!(ended.json()["role"], "member");
        let anas = membership(&mut program, circle, ana).await["id"].as_str().unwrap().to_owned();
        let refused =
            program.call("PATCH", &format!("/memberships/{anas}"), json!({ "role": "member" })).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        let handed =
            program.call("POST", &format!("/memberships/{anas}/hand-over"), json!({ "to": bens })).await;
        assert_eq!((handed.status, &handed.json()["role"]), (StatusCode::OK, &json!("member")));
        let left = program.call("DELETE", &format!("/memberships/{anas}"), Value::Null).await;
        assert_eq!(left.status, StatusCode::NO_CONTENT);
        let mine = program.call("GET", "/memberships", Value::Null).await.json();
        assert_eq!(mine["items"], json!([]));
    }
}

#[tokio::test]
async fn a_block_is_made_and_taken_back() {
    for site in sites() {
        let (ana, ben) = (site.t.person("Ana").await, site.t.person("Ben").await);
        let mut browser = site.browser_of(ana).await;
        let path = format!("/people/{ben}/block");
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "she doesn't know him yet");
        site.t.circle("Linden Street", ana, &[ben], None).await;
        assert!(browser.get(&path).await.texts("h1")[0].contains("Ben"));
        let page = browser.submit(&path, &[]).await;
        assert!(page.has(&format!("#block-{ben}")));
        let page = browser.submit("/me/blocks", &[("person", &ben.to_string())]).await;
        assert!(!page.has(&format!("#block-{ben}")));
        let mut program = site.program_of(ana).await;
        let made = program.call("POST", "/blocks", json!({ "person": ben.to_string() })).await;
        assert_eq!((made.status, made.json().as_array().unwrap().len()), (StatusCode::CREATED, 1));
        let bad = program.call("POST", "/blocks", json!({ "person": "Ben" })).await;
        assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
        let undone = program.call("DELETE", &format!("/blocks/{ben}"), Value::Null).await;
        assert_eq!(undone.status, StatusCode::NO_CONTENT);
        assert_eq!(program.call("GET", "/blocks", Value::Null).await.json(), json!([]));
        let nobody = site.browser().get("/me/blocks").await;
        assert_eq!(nobody.status, StatusCode::SEE_OTHER);
    }
}
