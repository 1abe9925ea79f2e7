//! The communities that are measured, made through the service as pages would make them.

use std::path::Path;

use anyhow::Context as _;
use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    Clock, Entropy,
    id::{AskId, CircleId, PersonId},
    life::MemberRole,
    text::{Email, Line, Name},
};
use mutua_service::{
    App, Credential, Cx, InstanceKey, Settings, asks, circles, helps, memberships, people, pledges, sign_in,
    thanks, threads, tokens,
};
use mutua_storage::{Address, OpenOptions, Store};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// How big a community is.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// How many circles, the measured one among them.
    pub circles: usize,
    /// How many people are in each; everyone is in one.
    pub people: usize,
    /// How many asks are open in each.
    pub open: usize,
    /// How many asks were met in the measured circle.
    pub past: usize,
    /// How many were met in each other circle.
    pub past_elsewhere: usize,
}

/// The one that the promises name: 50 members, 20 open asks; three more circles, and some past.
pub const USUAL: Shape = Shape { circles: 4, people: 50, open: 20, past: 20, past_elsewhere: 20 };

/// The same circle ten times as old, among ten times as many people.
pub const GROWN: Shape = Shape { circles: 40, people: 50, open: 20, past: 200, past_elsewhere: 20 };

/// What is known of a community that was made: all that a server and a load need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct World {
    /// The instance's key.
    pub key: String,
    /// Where its database is.
    pub database: String,
    /// The measured circle.
    pub circle: CircleId,
    /// Someone in it, who isn't its steward.
    pub viewer: PersonId,
    /// The secret of their session.
    pub session: String,
    /// People of the measured circle with their tokens, in the order in which they joined.
    pub people: Vec<(PersonId, String)>,
    /// Its open asks.
    pub asks: Vec<AskId>,
}

impl World {
    /// The page that is measured.
    pub fn page(&self) -> String {
        format!("/circles/{}", self.circle)
    }

    /// The cookie of the one who looks at it.
    pub fn cookie(&self) -> String {
        format!("mutua={}", self.session)
    }

    /// Opens the application on it.
    ///
    /// # Errors
    /// Where the database can't be opened.
    pub fn open(&self, options: &OpenOptions) -> anyhow::Result<App> {
        open(&self.database, &self.key, options, Clock::system(), Entropy::system(), true)
    }
}

fn open(
    database: &str,
    key: &str,
    options: &OpenOptions,
    clock: Clock,
    entropy: Entropy,
    mail: bool,
) -> anyhow::Result<App> {
    let address: Address = match database.parse() {
        Ok(address) => address,
        Err(never) => match never {},
    };
    let store = Store::open(&address, options)?;
    let settings = Settings { mail, ..Settings::default() };
    let key = InstanceKey::from_hex(key).context("a key of 64 hexadecimal digits")?;
    Ok(App::new(store, clock, entropy, key, settings))
}

/// Makes a community in an empty database: a file in `folder`, or a PostgreSQL address.
///
/// # Errors
/// Where the database or the service refuses something.
pub async fn make(folder: &Path, postgres: Option<&str>, shape: Shape) -> anyhow::Result<World> {
    let days = 50;
    let mut maker = Maker::begin(folder, postgres, days).await?;
    let Shape { people, open, past, past_elsewhere, .. } = shape;
    for _ in 1..shape.circles {
        maker.circle(&Life { people, open, past: past_elsewhere, days }).await?;
    }
    let measured = maker.circle(&Life { people, open, past, days }).await?;
    maker.finish(measured).await
}

/// How many people live in a [`town`], and in how many circles.
pub const TOWN: (usize, usize) = (100_000, 5_000);

/// Makes a community of the size of a town with three years of history, in an empty folder: many small circles, and the
/// measured one of the usual size.
///
/// # Errors
/// Where the database or the service refuses something.
pub async fn town(folder: &Path) -> anyhow::Result<World> {
    let days = 3 * 365;
    let (people, circles) = TOWN;
    let mut maker = Maker::begin(folder, None, days).await?;
    for number in 1..circles {
        maker.circle(&Life { people: people / circles, open: 3, past: 24, days }).await?;
        if number % 500 == 0 {
            crate::say(&format!("{number} circles of {circles}"));
        }
    }
    let Shape { people, open, past, .. } = GROWN;
    let measured = maker.circle(&Life { people, open, past, days }).await?;
    maker.finish(measured).await
}

/// What a circle has lived.
struct Life {
    /// How many are in it.
    people: usize,
    /// How many asks are open.
    open: usize,
    /// How many were met,
    past: usize,
    /// over the last days, so many.
    days: i64,
}

/// A circle that was made: who is in it, and its open asks.
type Made = (CircleId, Vec<PersonId>, Vec<AskId>);

struct Maker {
    app: App,
    /// The instance's key.
    key: String,
    /// Where the database is.
    database: String,
    now: Timestamp,
    /// How many people were made.
    made: usize,
}

const TITLES: &[&str] = &[
    "A lift to the clinic on Thursday morning",
    "Someone to look after Miro for two hours",
    "Help carrying a wardrobe to the third floor",
    "A quiet hour to talk before the exam",
    "Your old laptop charger, if you have one",
];
const WORDS: &str = "It would take about an hour. I can come by whenever it suits you, and there is tea afterwards. If \
    it gets late I bring you home again.";

fn input<T: DeserializeOwned>(value: Value) -> anyhow::Result<T> {
    Ok(serde_json::from_value(value)?)
}

fn day(count: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * count)
}

impl Maker {
    async fn begin(folder: &Path, postgres: Option<&str>, days: i64) -> anyhow::Result<Self> {
        let key = "5b".repeat(32);
        std::fs::write(folder.join("instance.key"), format!("{key}\n"))?;
        let database = postgres.map_or_else(|| folder.join("mutua.db").display().to_string(), str::to_owned);
        let options = OpenOptions { durable: false, ..OpenOptions::default() };
        let now = Clock::system().now();
        let clock = Clock::manual(now - day(days + 10));
        let app = open(&database, &key, &options, clock, Entropy::seeded(1), false)?;
        app.write(&Credential::System, mutua_service::instance::check_key).await?;
        Ok(Self { app, key, database, now, made: 0 })
    }

    /// It is now, and people of the measured circle are signed in.
    async fn finish(self, (circle, members, asks): Made) -> anyhow::Result<World> {
        self.app.clock.set(self.now);
        let mut people = Vec::new();
        for person in &members {
            people.push((*person, self.token(*person).await?));
        }
        let viewer = *members.get(1).context("a circle of two or more")?;
        let session = self
            .app
            .write(&Credential::System, move |cx| sign_in::open_session(cx, viewer, Some("bench")))
            .await?;
        Ok(World { key: self.key, database: self.database, circle, viewer, session, people, asks })
    }

    async fn act<T: Send + 'static>(
        &self,
        person: PersonId,
        action: impl FnMut(&mut Cx<'_, '_>) -> mutua_service::Result<T> + Send + 'static,
    ) -> anyhow::Result<T> {
        self.app.clock.advance(SignedDuration::from_secs(20));
        Ok(self.app.write(&Credential::Person(person), action).await?)
    }

    async fn person(&mut self) -> anyhow::Result<PersonId> {
        const GIVEN: &[&str] =
            &["Ana", "Bela", "Chidi", "Dara", "Emre", "Fen", "Greta", "Hana", "Ivo", "Jun"];
        const FAMILY: &[&str] = &["Abara", "Berg", "Costa", "Dunn", "Eriksen", "Fischer", "Garcia", "Haddad"];
        let number = self.made;
        self.made += 1;
        let name = format!("{} {}", GIVEN[number % GIVEN.len()], FAMILY[number % FAMILY.len()]);
        let problem = |problem: mutua_domain::Problem| anyhow::anyhow!("{}", problem.code);
        let new = people::Registration {
            name: Name::parse(&name).map_err(problem)?,
            pronouns: None,
            email: Some(Email::parse(&format!("p{number}@bench.example")).map_err(problem)?),
            language: "en".into(),
            time_zone: "Europe/Dublin".into(),
            reach: Line::optional(Some("Ring the bell")).map_err(problem)?,
            is_administrator: number == 0,
        };
        Ok(self.app.write(&Credential::System, move |cx| people::register(cx, &new)).await?)
    }

    async fn token(&self, person: PersonId) -> anyhow::Result<String> {
        let name = Name::parse("bench").map_err(|problem| anyhow::anyhow!("{}", problem.code))?;
        let issued = self
            .app
            .write(&Credential::System, move |cx| {
                let (token, secret) = tokens::issue(cx, person, &name, None)?;
                Ok((token.id, secret))
            })
            .await?;
        Ok(issued.1)
    }

    async fn circle(&mut self, life: &Life) -> anyhow::Result<Made> {
        self.app.clock.set(self.now - day(life.days + 10));
        let mut members = Vec::new();
        for _ in 0..life.people {
            members.push(self.person().await?);
        }
        let about = input(json!({"name": format!("Linden Street {}", self.made),
            "about": "Neighbours around the courtyard, and some who moved away and stayed.",
            "agreements": "We answer within a day, if only with a no. Nobody counts."}))?;
        let circle: CircleId = self.act(members[0], move |cx| Ok(circles::create(cx, &about)?.id)).await?;
        for member in members[1..].iter().copied() {
            self.app
                .write(&Credential::System, move |cx| {
                    memberships::admit(cx, circle, member, MemberRole::Member).map(drop)
                })
                .await?;
        }
        for number in 0..life.past {
            let apart = day(life.days - 2) / i32::try_from(life.past)?;
            self.app.clock.set(self.now - day(life.days) + apart * i32::try_from(number)?);
            self.past(circle, &members, number).await?;
        }
        self.app.clock.set(self.now - day(2));
        let mut open = Vec::new();
        for number in 0..life.open {
            open.push(self.ask(circle, members[(number * 7 + 2) % members.len()], number).await?);
        }
        Ok((circle, members, open))
    }

    async fn ask(&self, circle: CircleId, asker: PersonId, number: usize) -> anyhow::Result<AskId> {
        let ask = input(json!({"title": TITLES[number % TITLES.len()], "words": WORDS, "kind": "practical",
            "effort": "hour", "circle": circle.to_string(), "place": "Linden Street 4",
            "helpers_wanted": "3"}))?;
        self.act(asker, move |cx| Ok(asks::create(cx, &ask)?.card.id)).await
    }

    /// An ask that was met, with all that goes with it.
    async fn past(&self, circle: CircleId, members: &[PersonId], number: usize) -> anyhow::Result<()> {
        let asker = members[(number * 3 + 2) % members.len()];
        let helper = members[(number * 5 + 3) % members.len()];
        let ask = self.ask(circle, asker, number).await?;
        if asker == helper {
            return self.act(asker, move |cx| asks::withdraw(cx, ask).map(drop)).await;
        }
        let pledge = input(json!({"words": "I can do that on my way home."}))?;
        let pledge = self.act(helper, move |cx| Ok(pledges::pledge(cx, ask, &pledge)?.id)).await?;
        self.act(asker, move |cx| pledges::accept(cx, pledge).map(drop)).await?;
        let message = input(json!({"words": "Wonderful. Is six all right?"}))?;
        self.act(asker, move |cx| threads::say(cx, ask, &message).map(drop)).await?;
        let told = input(json!({"outcome": "done", "minutes": 45, "words": "It went well."}))?;
        let help = self.act(helper, move |cx| Ok(helps::finish(cx, pledge, &told)?.help)).await?;
        let said = input(json!({"help": help.to_string(), "audience": "circle",
            "words": "You came when it mattered, and you stayed for tea. Thank you."}))?;
        let said = self.act(asker, move |cx| Ok(thanks::say(cx, &said)?.id)).await?;
        let yes = input(json!({"answer": "yes"}))?;
        self.act(helper, move |cx| thanks::answer(cx, said, &yes).map(drop)).await?;
        self.act(asker, move |cx| asks::met(cx, ask).map(drop)).await
    }
}
