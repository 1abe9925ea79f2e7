//! A small street in which something of everything has happened, told through its pages.

use jiff::SignedDuration;
use mutua_domain::id::{CircleId, PersonId};

use crate::support::{Answer, Client, Site};

/// Who lives there, and the paths of what they did.
pub struct Street {
    pub ben: PersonId,
    pub circle: CircleId,
    pub nested: CircleId,
    pub anas: Client,
    pub bens: Client,
    pub stews: Client,
    pub gusts: Client,
    pub olus: Client,
    /// Ana's ask, with a pledge of Ben's that waits.
    pub lift: String,
    pub pledge: String,
    /// Ana's ask that Ben has met.
    pub pump: String,
    /// Its help, thanked for.
    pub help: String,
    /// Ana's ask in the nested circle.
    pub nested_ask: String,
    pub need: String,
    /// Someone from outside on Ana's team, of whom the nested circle reads the name.
    pub supporter: String,
    pub offer: String,
    pub invitation: String,
    pub ended_invitation: String,
    pub revoke: String,
    pub bens_membership: String,
}

impl Street {
    pub async fn new(site: &Site) -> Self {
        let t = &site.t;
        let (ana, ben, stew) = (t.person("Ana").await, t.person("Ben").await, t.person("Stew").await);
        let (mo, olu, gust) = (t.person("Mo").await, t.person("Olu").await, t.guest("Gust").await);
        let circle = t.circle("Linden Street", stew, &[ana, ben, mo, gust], None).await;
        let nested = t.circle("Number 7", ana, &[ben], Some(circle)).await;
        let (mut anas, mut bens) = (site.browser_of(ana).await, site.browser_of(ben).await);
        let (mut stews, mut olus) = (site.browser_of(stew).await, site.browser_of(olu).await);
        let (c, n) = (circle.to_string(), nested.to_string());

        settle(&mut stews, &c, &t.membership(circle, mo).await.to_string()).await;
        let apply = [("answers", "At number 12, since March"), ("answers", "Ladders")];
        done(&olus.post(&format!("/circles/{c}/apply"), &apply).await);
        let (invitation, ended_invitation, revoke) = invite(&mut stews, &c).await;

        let lift = ask_for_a_lift(&mut anas, &c).await;
        done(&bens.post(&format!("{lift}/pledges"), &[("words", "I have a car")]).await);
        let pledge = link(&anas.get(&lift).await, "a[href^='/pledges/']", "/decline");
        t.later(SignedDuration::from_mins(5));

        let pump =
            [("title", "Money for a pump"), ("kind", "economic"), ("circle", &c), ("anonymous", "true")];
        let pump = done(&anas.post("/asks", &pump).await);
        let help = help(&mut anas, &mut bens, &pump).await;
        t.later(SignedDuration::from_mins(5));

        let small = [("title", "Water the plants"), ("kind", "ecological"), ("circle", &n)];
        let nested_ask = done(&anas.post("/asks", &small).await);
        done(&anas.post("/needs", &[("words", "To sleep a whole night"), ("kind", "emotional")]).await);
        let need = link(&anas.get("/needs").await, "#needs a", "");
        let supporter = team(&mut anas, &n, &ben.to_string()).await;
        let offer = offer(&mut bens, &c).await;
        four_questions(&mut stews, &mut anas, &c).await;
        done(&anas.post("/mirror/links", &[("person", &ben.to_string())]).await);
        // What was done is said once.
        anas.get("/mirror").await;
        let bens_membership = format!("/memberships/{}", t.membership(circle, ben).await);
        let gusts = site.browser_of(gust).await;
        Self {
            ben,
            circle,
            nested,
            anas,
            bens,
            stews,
            gusts,
            olus,
            lift,
            pledge,
            pump,
            help,
            nested_ask,
            need,
            supporter,
            offer,
            invitation,
            ended_invitation,
            revoke,
            bens_membership,
        }
    }
}

/// The circle asks its four questions of the month, and Ana answers two.
async fn four_questions(stews: &mut Client, anas: &mut Client, circle: &str) {
    let path = format!("/circles/{circle}/wellbeing");
    done(&stews.post(&format!("{path}/round"), &[("on", "true")]).await);
    stews.get(&path).await;
    let answer = [("satisfied", "7"), ("worthwhile", ""), ("happy", "6"), ("anxious", "")];
    done(&anas.post(&path, &answer).await);
}

/// Two on Ana's team: Ben, and someone from outside.
async fn team(anas: &mut Client, circle: &str, ben: &str) -> String {
    let ben = [("member", ben), ("sort", "friend"), ("gives", "emotional"), ("receives", "practical")];
    done(&anas.post("/team", &ben).await);
    let doctor = [
        ("name", "Dr. Byrne"),
        ("sort", "professional"),
        ("gives", ""),
        ("gives", "practical"),
        ("ways", "+353 87 000 0000\ndr.byrne@example.org\nRing twice"),
        ("note", "On Tuesdays."),
        ("rhythm", "quarterly"),
        ("circle", circle),
    ];
    done(&anas.post("/team", &doctor).await);
    link(&anas.get("/team").await, "#team tr:last-child a", "")
}

async fn ask_for_a_lift(anas: &mut Client, circle: &str) -> String {
    let lift = [
        ("title", "A lift to the clinic on Thursday"),
        ("kind", "practical"),
        ("circle", circle),
        ("words", "My car is at the garage.\nAny time in the morning."),
        ("due", "2025-03-06"),
        ("place", "From the corner"),
        ("helpers_wanted", "2"),
    ];
    done(&anas.post("/asks", &lift).await)
}

async fn offer(bens: &mut Client, circle: &str) -> String {
    let offer = [
        ("title", "An hour of listening"),
        ("kind", "emotional"),
        ("words", "With tea."),
        ("skills", "listening, tea"),
        ("times", "Weekday evenings"),
        ("how_often", "Twice a month"),
        ("circle", circle),
        ("reach", "circle"),
    ];
    done(&bens.post("/offers", &offer).await)
}

/// The circle takes applications, and one person had to go.
async fn settle(stews: &mut Client, circle: &str, mo: &str) {
    let change = [
        ("name", "Linden Street"),
        ("about", "Tools & soup."),
        ("agreements", "Ask for the thing itself.\nTools come back clean."),
        ("place", "Between the quay and the field"),
        ("joining", "application"),
        ("questions", "Which house is yours?"),
        ("questions", "What would you rather not be asked?"),
    ];
    done(&stews.post(&format!("/circles/{circle}/edit"), &change).await);
    let reason = [("reason", "You sold boilers here, twice."), ("afterwards", "kept_out")];
    done(&stews.post(&format!("/memberships/{mo}/remove"), &reason).await);
}

/// An invitation that is open, one that was taken back, and the page on which the first can be.
async fn invite(stews: &mut Client, circle: &str) -> (String, String, String) {
    let path = format!("/circles/{circle}/invitations");
    done(&stews.post(&path, &[("greeting", "Come and see"), ("days", "7"), ("uses", "3")]).await);
    let page = stews.get(&path).await;
    let ended = joining(&page);
    done(&stews.post(&link(&page, "a[href$='/revoke']", ""), &[]).await);
    done(&stews.post(&path, &[("greeting", "Come, there is soup"), ("days", ""), ("uses", "")]).await);
    let page = stews.get(&path).await;
    (joining(&page), ended, link(&page, "a[href$='/revoke']", ""))
}

fn joining(page: &Answer) -> String {
    let shown = page.texts(".secret code").remove(0);
    shown[shown.find("/join/").expect("a link to join by")..].to_owned()
}

/// Ben helps with it, both talk, Ana tells and thanks, Ben calls it a loan.
async fn help(anas: &mut Client, bens: &mut Client, ask: &str) -> String {
    done(&bens.post(&format!("{ask}/pledges"), &[("words", "I can put some in")]).await);
    let accept = anas.get(ask).await.attributes("#pledges form", "action").remove(0);
    done(&anas.post(&accept, &[]).await);
    done(&anas.post(&format!("{ask}/messages"), &[("words", "Thank you. Friday?")]).await);
    done(&bens.post(&format!("{ask}/messages"), &[("words", "Friday.")]).await);
    let finish = link(&anas.get(ask).await, "a[href$='/finish']", "");
    let told = [("outcome", "done"), ("minutes", "30"), ("words", "The water runs.")];
    // Who was helped is led on to say thanks.
    let help = done(&anas.post(&finish, &told).await);
    let help = help.trim_end_matches("/thanks").to_owned();
    done(
        &anas
            .post(&format!("{help}/thanks"), &[("words", "You saved the garden."), ("audience", "circle")])
            .await,
    );
    help
}

/// Where a form led that was taken.
fn done(answer: &Answer) -> String {
    assert!(answer.status.is_redirection(), "{}: {}", answer.status, answer.text);
    answer.location.clone().unwrap()
}

/// The address of the first link that a selector finds, without its end.
fn link(page: &Answer, selector: &str, without: &str) -> String {
    let found = page.attributes(selector, "href");
    let Some(path) = found.first() else { panic!("no {selector} on {}", page.text) };
    path.strip_suffix(without).unwrap_or(path).to_owned()
}
