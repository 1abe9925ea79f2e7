//! People who ask, pledge, help and thank over the API, and what they were told.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::{Context as _, bail, ensure};
use mutua_domain::Entropy;
use serde_json::{Value, json};

use crate::{
    http::{Connection, Request},
    world::World,
};

/// How long a client goes on sending a request again.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a request brings about. Each has words of its own, by which it is found in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Deed {
    /// An ask, by its title.
    Ask,
    /// A pledge, by its words.
    Pledge,
    /// A yes to a pledge, by the pledge's words.
    Accept,
    /// Words in a thread.
    Say,
    /// A help, by the words with which it was told.
    Finish,
    /// Thanks, by their words.
    Thank,
}

/// What was sent and what was answered.
#[derive(Debug, Default)]
pub struct Ledger {
    /// All that was sent, whether it was answered or not.
    pub sent: HashSet<(Deed, String)>,
    /// All that was acknowledged.
    pub acknowledged: HashSet<(Deed, String)>,
    /// The keys of what was acknowledged.
    pub keys: HashMap<String, usize>,
}

#[derive(Debug)]
struct Inner {
    at: SocketAddr,
    circle: String,
    tokens: Vec<String>,
    seed: u64,
    next: AtomicUsize,
    /// Why requests were sent again, one entry each time.
    again: Mutex<Vec<String>>,
    ledger: Mutex<Ledger>,
}

/// All stories, over all rounds.
#[derive(Debug, Clone)]
pub struct Stories(Arc<Inner>);

/// Stories that go on.
#[derive(Debug)]
pub struct Running {
    rest: Arc<AtomicBool>,
    threads: Vec<JoinHandle<anyhow::Result<()>>>,
}

impl Running {
    /// Lets each come to an end; none of them may have been told something wrong.
    ///
    /// # Errors
    /// What one of them was told.
    pub fn rest(self) -> anyhow::Result<()> {
        self.rest.store(true, Ordering::Relaxed);
        for thread in self.threads {
            thread.join().map_err(|_| anyhow::anyhow!("a story panicked"))??;
        }
        Ok(())
    }
}

impl Stories {
    /// None yet.
    pub fn new(world: &World, at: SocketAddr, seed: u64) -> Self {
        let tokens = world.people.iter().map(|(_, token)| format!("Bearer {token}")).collect();
        let circle = world.circle.to_string();
        let (next, again, ledger) = <(AtomicUsize, Mutex<Vec<String>>, Mutex<Ledger>)>::default();
        Self(Arc::new(Inner { at, circle, tokens, seed, next, again, ledger }))
    }

    /// So many begin, and follow one another until they are let rest.
    pub fn begin(&self, count: usize) -> Running {
        let rest = Arc::new(AtomicBool::new(false));
        let threads = (0..count)
            .map(|_| {
                let (stories, rest) = (self.clone(), Arc::clone(&rest));
                thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                    runtime.block_on(async {
                        let mut connection = None;
                        while !rest.load(Ordering::Relaxed) {
                            stories.one(&mut connection, &rest).await?;
                        }
                        Ok(())
                    })
                })
            })
            .collect();
        Running { rest, threads }
    }

    /// What was sent and acknowledged so far.
    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.0.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many writes were acknowledged.
    pub fn acknowledged(&self) -> usize {
        self.ledger().acknowledged.len()
    }

    /// How many had to be sent again.
    pub fn sent_again(&self) -> usize {
        self.again().len()
    }

    /// Why they were, one entry each time.
    pub fn again(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.again.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One story, from an ask to thanks, or as far as it comes before the rest.
    async fn one(&self, connection: &mut Option<Connection>, rest: &AtomicBool) -> anyhow::Result<()> {
        let number = self.0.next.fetch_add(1, Ordering::Relaxed);
        let entropy = Entropy::seeded(self.0.seed ^ (number as u64) << 20);
        let people = self.0.tokens.len() as u64;
        let asker = usize::try_from(entropy.below(people))?;
        let helper = usize::try_from((asker as u64 + 1 + entropy.below(people - 1)) % people)?;
        let mut teller = Teller { stories: self, connection, entropy, number, step: 0 };
        let words = |what: &str| format!("{what} {number}");
        let title = words("Ask");
        let body = json!({"title": title, "kind": "practical", "circle": self.0.circle});
        let ask = teller.does(asker, Deed::Ask, &title, "/asks", &body).await?;
        let ask = text(&ask, "id")?;
        let mut ids = Vec::new();
        for (who, deed, what) in [
            (helper, Deed::Pledge, "Pledge"),
            (asker, Deed::Accept, "Pledge"),
            (asker, Deed::Say, "Word"),
            (helper, Deed::Say, "Answer"),
            (helper, Deed::Finish, "Telling"),
            (asker, Deed::Thank, "Thanks"),
        ] {
            if rest.load(Ordering::Relaxed) {
                return Ok(());
            }
            let marker = words(what);
            let pledge: &str = ids.first().map_or("", |id: &String| id.as_str());
            let help: &str = ids.last().map_or("", |id: &String| id.as_str());
            let (path, body) = match deed {
                Deed::Ask => bail!("a story has one ask"),
                Deed::Pledge => (format!("/asks/{ask}/pledges"), json!({"words": marker})),
                Deed::Accept => (format!("/pledges/{pledge}/accept"), json!({})),
                Deed::Say => (format!("/asks/{ask}/messages"), json!({"words": marker})),
                Deed::Finish => {
                    (format!("/pledges/{pledge}/finish"), json!({"outcome": "done", "words": marker}))
                }
                Deed::Thank => ("/thanks".to_owned(), json!({"help": help, "words": marker})),
            };
            let answer = teller.does(who, deed, &marker, &path, &body).await?;
            ids.push(text(&answer, if deed == Deed::Finish { "help" } else { "id" })?);
        }
        Ok(())
    }
}

fn text(answer: &Value, field: &str) -> anyhow::Result<String> {
    Ok(answer[field].as_str().with_context(|| format!("an answer without {field}: {answer}"))?.to_owned())
}

struct Teller<'a> {
    stories: &'a Stories,
    connection: &'a mut Option<Connection>,
    entropy: Entropy,
    number: usize,
    step: usize,
}

impl Teller<'_> {
    /// Sends it until it is answered, and now and then once more: then the answer has to be the same.
    async fn does(
        &mut self,
        who: usize,
        deed: Deed,
        marker: &str,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<Value> {
        let key = format!("story-{}-{}", self.number, self.step);
        self.step += 1;
        let headers =
            [("authorization", self.stories.0.tokens[who].as_str()), ("idempotency-key", key.as_str())];
        let request = Request::post(&format!("/api/v1{path}"), &headers, &body.to_string());
        self.stories.ledger().sent.insert((deed, marker.to_owned()));
        let answer = self.until_answered(&request).await.with_context(|| format!("{deed:?} {marker}"))?;
        {
            let mut ledger = self.stories.ledger();
            ledger.acknowledged.insert((deed, marker.to_owned()));
            *ledger.keys.entry(key).or_default() += 1;
        }
        if self.entropy.below(8) == 0 {
            let again = self.until_answered(&request).await?;
            ensure!(again == answer, "sent again with its key, {deed:?} {marker} was answered otherwise");
        }
        Ok(answer)
    }

    async fn until_answered(&mut self, request: &Request) -> anyhow::Result<Value> {
        let until = Instant::now() + PATIENCE;
        loop {
            let why = match self.once(request).await {
                Ok((200..=299, answer)) => return Ok(answer),
                // The database is away or busy for a while.
                Ok((503, answer)) if Instant::now() < until => answer.to_string(),
                Err(error) if Instant::now() < until => format!("{error:#}"),
                Ok((status, answer)) => bail!("answered {status}: {answer}"),
                Err(error) => return Err(error),
            };
            self.stories.again().push(why);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn once(&mut self, request: &Request) -> anyhow::Result<(u16, Value)> {
        let mut connection = match self.connection.take() {
            Some(connection) => connection,
            None => Connection::open(self.stories.0.at).await?,
        };
        let exchange = tokio::time::timeout(Duration::from_secs(20), connection.exchange(request));
        let reply = exchange.await.context("no answer within 20 seconds")??;
        let answer = (reply.status, reply.json()?);
        *self.connection = Some(connection);
        Ok(answer)
    }
}
