//! What every action is given: the transaction, the moment, who asks.

use jiff::Timestamp;
use mutua_domain::{
    id::{PersonId, SessionId, TokenId},
    life::PersonState,
    policy::{self, Standings, Thing, Verb},
};
use mutua_storage::{Tx, tables};
use uuid::Uuid;

use crate::{
    App,
    error::{Error, Result},
    secrets::{self, PersonKey},
};

/// What a request shows to say whose it is. Resolved inside the transaction of the action itself.
#[derive(Clone, Default)]
pub enum Credential {
    /// Nothing.
    #[default]
    Nobody,
    /// The secret of a session's cookie.
    Session(String),
    /// A personal access token.
    Token(String),
    /// Known otherwise: by a signed link, on the command line, in a test.
    Person(PersonId),
    /// The application itself: jobs.
    System,
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Nobody => "Nobody",
            Self::Session(_) => "Session",
            Self::Token(_) => "Token",
            Self::Person(_) => "Person",
            Self::System => "System",
        })
    }
}

/// Who acts.
#[derive(Debug, Clone, PartialEq)]
pub enum Actor {
    /// Nobody is signed in.
    Nobody,
    /// A person.
    Person(Person),
    /// The application itself.
    System,
}

/// The person who acts.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Full account or guest.
    pub state: PersonState,
    /// Their name.
    pub name: String,
    /// Their language's tag.
    pub language: String,
    /// Their time zone.
    pub time_zone: String,
    /// Whether they run the server.
    pub is_administrator: bool,
    /// The session in which they act, if it is one.
    pub session: Option<SessionId>,
    /// The token with which they act, if it is one.
    pub token: Option<TokenId>,
    /// When the use of the session or token was last noted.
    pub seen_at: Option<Timestamp>,
}

/// A transaction with the moment and the actor of an action.
#[derive(Debug)]
pub struct Cx<'a, 't> {
    /// The transaction.
    pub tx: &'a mut Tx<'t>,
    /// One moment for the whole action.
    pub now: Timestamp,
    /// Who acts.
    pub actor: Actor,
    /// The application: settings, keys, ids.
    pub app: &'a App,
}

impl<'a, 't> Cx<'a, 't> {
    /// Begins an action: finds out who asks.
    ///
    /// # Errors
    /// What the database says. A credential that is no good makes the actor nobody; it isn't an error here.
    pub fn begin(tx: &'a mut Tx<'t>, app: &'a App, credential: &Credential) -> Result<Self> {
        let now = app.clock.now();
        let actor = resolve(tx, now, credential)?;
        Ok(Self { tx, now, actor, app })
    }

    /// The person who acts.
    ///
    /// # Errors
    /// [`Error::SignInNeeded`] where there is none.
    pub fn person(&self) -> Result<&Person> {
        match &self.actor {
            Actor::Person(person) => Ok(person),
            Actor::Nobody | Actor::System => Err(Error::SignInNeeded),
        }
    }

    /// The id of the person who acts.
    ///
    /// # Errors
    /// [`Error::SignInNeeded`] where there is none.
    pub fn me(&self) -> Result<PersonId> {
        self.person().map(|person| person.id)
    }

    /// From here on acts as this person: they have just shown, in this action, that it is them.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such person.
    pub(crate) fn act_as(&mut self, person: PersonId) -> Result<()> {
        self.actor = resolve(self.tx, self.now, &Credential::Person(person))?;
        self.me().map(|_| ()).map_err(|_| Error::NotFound)
    }

    /// A new id.
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.app.entropy.id(self.now)
    }

    /// Goes on only if the policy allows it. Who may not even see the thing is told that it isn't there.
    ///
    /// # Errors
    /// [`Error::SignInNeeded`], [`Error::NotFound`] or [`Error::Refused`].
    pub fn require(&self, standings: Standings, thing: Thing, verb: Verb) -> Result<()> {
        if self.actor == Actor::System || policy::allows(standings, thing, verb) {
            return Ok(());
        }
        if self.actor == Actor::Nobody {
            return Err(Error::SignInNeeded);
        }
        Err(if verb != Verb::See && policy::allows(standings, thing, Verb::See) {
            Error::Refused("default")
        } else {
            Error::NotFound
        })
    }

    /// Whether the policy allows it: for what a page shows or leaves out.
    pub fn may(&self, standings: Standings, thing: Thing, verb: Verb) -> bool {
        self.actor == Actor::System || policy::allows(standings, thing, verb)
    }

    /// The key of a person, made now if there is none yet.
    ///
    /// # Errors
    /// What the database says, or a key that this instance's key doesn't open.
    pub fn person_key(&mut self, person: PersonId) -> Result<PersonKey> {
        if let Some(wrapped) = tables::people::wrapped_key(self.tx, person)? {
            return self.app.key.unwrap_person_key(person.0, &wrapped);
        }
        let (key, wrapped) = self.app.key.new_person_key(person.0, &self.app.entropy);
        tables::people::put_key(self.tx, person, &wrapped, self.now)?;
        Ok(key)
    }
}

fn resolve(tx: &mut Tx<'_>, now: Timestamp, credential: &Credential) -> Result<Actor> {
    let person = match credential {
        Credential::Nobody => None,
        Credential::System => return Ok(Actor::System),
        Credential::Session(secret) => tables::people::by_session(tx, &secrets::fingerprint(secret), now)?
            .map(|found| Person { session: Some(found.id), seen_at: found.seen_at, ..known(found.person) }),
        Credential::Token(secret) => tables::people::by_token(tx, &secrets::fingerprint(secret), now)?
            .map(|found| Person { token: Some(found.id), seen_at: found.seen_at, ..known(found.person) }),
        Credential::Person(id) => tables::people::actor(tx, *id)?.map(known),
    };
    Ok(person.map_or(Actor::Nobody, Actor::Person))
}

fn known(row: tables::people::ActorRow) -> Person {
    Person {
        id: row.id,
        state: row.state,
        name: row.name,
        language: row.language,
        time_zone: row.time_zone,
        is_administrator: row.is_administrator,
        session: None,
        token: None,
        seen_at: None,
    }
}
