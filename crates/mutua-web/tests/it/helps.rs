//! Helps, thanks and loans, by page and by API; and that nothing is ever added up.

use crate::support::{Answer, Site, sites};
use axum::http::StatusCode;
use mutua_domain::id::{CircleId, PersonId, PledgeId};
use mutua_service::{
    asks::{self, AskInput},
    pledges::{self, PledgeInput},
};
use serde_json::{Value, json};

/// Words that a ledger would use.
const LEDGER: &[&str] = &[
    "balance", "owe", "owes", "owed", "debt", "debts", "credit", "credits", "total", "sum", "saldo", "points",
];

fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect()
}

fn no_ledger_on(page: &Answer) {
    for word in words(&page.texts("body").join(" ")) {
        assert!(!LEDGER.contains(&word.as_str()), "a page says {word}");
    }
}

fn no_ledger_in(value: &Value) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                for word in words(key) {
                    assert!(!LEDGER.contains(&word.as_str()) && word != "count", "an answer has {key}");
                }
                no_ledger_in(value);
            }
        }
        Value::Array(items) => items.iter().for_each(no_ledger_in),
        _ => {}
    }
}

struct Promise {
    ana: PersonId,
    ben: PersonId,
    cleo: PersonId,
    circle: CircleId,
    pledge: PledgeId,
}

async fn promise(site: &Site, kind: &'static str) -> Promise {
    let t = &site.t;
    let (ana, ben, cleo) = (t.person("Ana").await, t.person("Ben").await, t.person("Cleo").await);
    let circle = t.circle("Linden Street", cleo, &[ana, ben], None).await;
    let input = AskInput {
        title: "A lift to the clinic".into(),
        kind: kind.into(),
        circle: Some(circle.to_string()),
        ..Default::default()
    };
    let ask = t.act(ana, move |cx| asks::create(cx, &input)).await.unwrap().card.id;
    let pledge = t.act(ben, move |cx| pledges::pledge(cx, ask, &PledgeInput::default())).await.unwrap().id;
    t.act(ana, move |cx| pledges::accept(cx, pledge)).await.unwrap();
    Promise { ana, ben, cleo, circle, pledge }
}

#[tokio::test]
async fn a_help_is_told_thanked_for_and_shared_on_pages() {
    for site in sites() {
        let p = promise(&site, "practical").await;
        let (mut ana, mut ben) = (site.browser_of(p.ana).await, site.browser_of(p.ben).await);
        let finish = format!("/pledges/{}/finish", p.pledge);
        let page = ana.get(&finish).await;
        assert!(page.has("input[name=outcome]") && page.texts(".audience")[0].contains("Ben"));
        no_ledger_on(&page);
        let page = ana.post(&finish, &[("outcome", ""), ("words", "So kind")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#outcome-error") && page.texts("#words") == ["So kind"]);
        let page = ana
            .submit(
                &finish,
                &[("outcome", "done"), ("minutes", "40"), ("words", "So kind"), ("happened_on", "")],
            )
            .await;
        assert_eq!(page.texts("h1"), ["Thank Ben"], "the receiver can thank at once");
        let thanks = page.attributes("form.form", "action").remove(0);
        let page = ana.submit(&thanks, &[("words", "You drove so gently"), ("audience", "circle")]).await;
        assert!(page.text.contains("You drove so gently") && page.text.contains("Ben hasn"), "{}", page.text);

        // Ben finds the other's word, agrees, and lets the circle read the thanks.
        let answer = ben.get(&finish).await;
        let help = answer.location.unwrap();
        let page = ben.get(&help).await;
        assert_eq!(page.texts("h1"), ["You helped Ana"]);
        assert_eq!(page.texts(".telling .words"), ["So kind"]);
        no_ledger_on(&page);
        let page = ben.submit(&format!("{help}/agree"), &[]).await;
        assert_eq!(page.texts(".telling").len(), 2);
        let page = ben.submit(&format!("{help}/thanks/answer"), &[("answer", "yes")]).await;
        assert!(page.texts(".audience").contains(&"Seen by: Linden Street".to_owned()));
        let mut cleo = site.browser_of(p.cleo).await;
        assert_eq!(cleo.get(&help).await.status, StatusCode::NOT_FOUND);
        let page = cleo.get(&format!("/circles/{}", p.circle)).await;
        assert!(page.text.contains("You drove so gently"), "{}", page.text);
        assert!(!page.text.contains("So kind"));
        ben.submit(&format!("{help}/thanks/answer"), &[("answer", "no")]).await;
        let page = cleo.get(&format!("/circles/{}", p.circle)).await;
        assert!(!page.text.contains("You drove so gently"));
        let page = ana.submit(&format!("{help}/thanks/end"), &[]).await;
        assert!(!page.text.contains("You drove so gently"));
        for path in ["/helps", "/helps?side=giver", "/helps?side=receiver&kind=practical", "/helps/new"] {
            no_ledger_on(&ana.get(path).await);
        }
        assert_eq!(ana.get("/helps").await.texts(".ask-title"), ["Ben helped you"]);
        assert_eq!(ana.get("/helps?side=sideways").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn it_did_not_happen_is_answered_kindly() {
    for site in sites() {
        let p = promise(&site, "practical").await;
        let mut ana = site.browser_of(p.ana).await;
        let page =
            ana.submit(&format!("/pledges/{}/finish", p.pledge), &[("outcome", "did_not_happen")]).await;
        assert!(page.texts(".flash-body")[0].contains("nobody is to blame"), "{}", page.text);
        assert!(page.has("#tellings a[href^='/asks/']"), "asking again is one tap away");
    }
}

#[tokio::test]
async fn help_without_an_ask_is_written_down_on_a_page() {
    for site in sites() {
        let p = promise(&site, "practical").await;
        let mut ana = site.browser_of(p.ana).await;
        let ben = p.ben.to_string();
        assert!(ana.get("/helps/new").await.texts("#with").join(" ").contains("Ben"));
        let page =
            ana.post("/helps", &[("with", &ben), ("happened_on", "2030-01-01"), ("words", "Soup")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.has("#side-error") && page.has("#kind-error") && page.has("#happened_on-error"));
        let fields =
            [("with", ben.as_str()), ("side", "receiver"), ("kind", "emotional"), ("words", "Soup & <talk>")];
        let page = ana.submit("/helps", &fields).await;
        assert_eq!(page.texts("h1"), ["Ben helped you"]);
        assert_eq!(page.texts(".telling .words"), ["Soup & <talk>"]);
        let page = site.browser().get("/helps").await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn a_loan_is_proposed_agreed_and_let_go_on_the_page_of_its_help() {
    for site in sites() {
        let p = promise(&site, "economic").await;
        let (mut ana, mut ben) = (site.browser_of(p.ana).await, site.browser_of(p.ben).await);
        let page = ben.submit(&format!("/pledges/{}/finish", p.pledge), &[("outcome", "done")]).await;
        let link = page.attributes("p.meta a[href$='/loan']", "href").remove(0);
        let help = link.trim_end_matches("/loan").to_owned();
        let page = ben.post(&link, &[("words", ""), ("due_on", "2020-01-01")]).await;
        assert!(page.has("#words-error") && page.has("#due_on-error"));
        let page = ben.submit(&link, &[("words", "Forty euros until pay day"), ("due_on", "")]).await;
        no_ledger_on(&page);
        let page = ana.submit(&format!("{help}/loan/answer"), &[("answer", "yes")]).await;
        assert_eq!(page.texts("#loan h2"), ["A loan"]);
        assert!(!page.has("form[action$='/let-go']"), "letting go is the lender's");
        no_ledger_on(&page);
        assert_eq!(ana.post(&format!("{help}/loan/let-go"), &[]).await.status, StatusCode::FORBIDDEN);
        let page = ben.submit(&format!("{help}/loan/let-go"), &[]).await;
        assert_eq!(page.texts("#loan h2"), ["Let go"]);
    }
}

#[tokio::test]
async fn helps_thanks_and_loans_by_the_api_without_a_ledger_anywhere() {
    for site in sites() {
        let p = promise(&site, "economic").await;
        let (mut ana, mut ben) = (site.program_of(p.ana).await, site.program_of(p.ben).await);
        let mut cleo = site.program_of(p.cleo).await;
        let body = json!({ "outcome": "done", "minutes": 25 });
        let finished = ana.call("POST", &format!("/pledges/{}/finish", p.pledge), body).await;
        assert_eq!(finished.status, StatusCode::OK, "{}", finished.text);
        let id = finished.json()["help"].as_str().unwrap().to_owned();
        let help = format!("/helps/{id}");
        let mut answers = vec![finished.json()];
        let agreed = ben.call("POST", &format!("{help}/agree"), json!(null)).await.json();
        assert_eq!((&agreed["told_by"], &agreed["tellings"][0]["minutes"]), (&json!("both"), &json!(25)));
        answers.push(agreed);
        let told = json!({ "outcome": "partly", "minutes": "10" });
        let told = ben.call("POST", &format!("{help}/tell"), told).await.json();
        assert_eq!(told["told_differently"], true);
        answers.push(told);
        let body = json!({ "help": id, "words": "You came at once", "audience": "circle" });
        let thanks = ana.call("POST", "/thanks", body).await;
        assert_eq!(thanks.status, StatusCode::CREATED, "{}", thanks.text);
        let path = format!("/thanks/{}", thanks.json()["id"].as_str().unwrap());
        let shared = ben.call("POST", &format!("{path}/answer"), json!({ "answer": "yes" })).await.json();
        assert_eq!(shared["shared"], true);
        answers.extend([thanks.json(), shared]);
        let list = cleo.call("GET", &format!("/thanks?circle={}", p.circle), json!(null)).await.json();
        assert_eq!(list["items"][0]["words"], "You came at once");
        answers.extend([list, ben.call("GET", "/thanks", json!(null)).await.json()]);
        let loan = ben.call("POST", &format!("{help}/loan"), json!({ "words": "Forty euros" })).await;
        assert_eq!(loan.status, StatusCode::CREATED);
        let yes = json!({ "answer": "yes" });
        let refused = ben.call("POST", &format!("{help}/loan/answer"), yes.clone()).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        answers.push(ana.call("POST", &format!("{help}/loan/answer"), yes).await.json());
        answers.push(ana.call("POST", &format!("{help}/loan/returned"), json!(null)).await.json());
        let late = ben.call("POST", &format!("{help}/loan/let-go"), json!(null)).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        let body = json!({ "with": p.ben, "side": "giver", "kind": "moral" });
        let recorded = ana.call("POST", "/helps", body).await;
        assert_eq!(recorded.status, StatusCode::CREATED, "{}", recorded.text);
        answers.extend([recorded.json(), ana.call("GET", "/helps?side=giver", json!(null)).await.json()]);
        answers.push(ana.call("GET", &help, json!(null)).await.json());
        answers.iter().for_each(no_ledger_in);
        assert_eq!(cleo.call("GET", &help, json!(null)).await.status, StatusCode::NOT_FOUND);
        let gone = ana.call("DELETE", &path, json!(null)).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
    }
}
