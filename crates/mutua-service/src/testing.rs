//! Applications for tests: a fresh database of each sort, a clock that stands still, a seed.

use jiff::{SignedDuration, Timestamp};
use mutua_domain::{
    Clock, Entropy,
    id::{CircleId, MembershipId, PersonId},
    life::{MemberRole, MembershipState, PersonState},
};
use mutua_storage::{
    tables::{circles, people},
    testing::{self, TestDatabase},
};

use crate::{App, Credential, Cx, Result, Settings, circles::CircleInput, secrets::InstanceKey};

/// An application on a fresh database.
#[derive(Debug)]
pub struct TestApp {
    /// The application.
    pub app: App,
    /// Kept so that the database lives as long as this.
    pub database: TestDatabase,
}

/// An application on a fresh database of each sort that is to be had.
pub fn apps() -> Vec<TestApp> {
    testing::databases().into_iter().map(TestApp::on).collect()
}

/// The moment at which tests begin.
///
/// # Panics
/// Never: the moment is a valid one.
pub fn start() -> Timestamp {
    "2025-03-03T09:00:00Z".parse().expect("a valid moment")
}

impl TestApp {
    /// On this database.
    pub fn on(database: TestDatabase) -> Self {
        let app = App::new(
            database.store.clone(),
            Clock::manual(start()),
            Entropy::seeded(7),
            InstanceKey::new(&[7; 32]),
            Settings::default(),
        );
        Self { app, database }
    }

    /// Moves the clock.
    pub fn later(&self, by: SignedDuration) {
        self.app.clock.advance(by);
    }

    /// A person with a full account and a confirmed address made of their name.
    ///
    /// # Panics
    /// Where the database fails.
    pub async fn person(&self, name: &'static str) -> PersonId {
        self.account(name, PersonState::Full).await
    }

    /// A guest.
    ///
    /// # Panics
    /// Where the database fails.
    pub async fn guest(&self, name: &'static str) -> PersonId {
        self.account(name, PersonState::Guest).await
    }

    /// A person with a full account and no address: as many as a test needs.
    ///
    /// # Panics
    /// Where the database fails.
    pub async fn nameless(&self) -> PersonId {
        self.account_with("Nameless", PersonState::Full, None).await
    }

    async fn account(&self, name: &'static str, state: PersonState) -> PersonId {
        let email = (state == PersonState::Full).then(|| format!("{}@example.org", name.to_lowercase()));
        self.account_with(name, state, email).await
    }

    async fn account_with(&self, name: &'static str, state: PersonState, email: Option<String>) -> PersonId {
        self.act(None, move |cx| {
            let id: PersonId = cx.id();
            let row = people::NewPersonRow {
                id,
                state,
                name: name.to_owned(),
                pronouns: None,
                language: "en".into(),
                time_zone: "Europe/Dublin".into(),
                email_folded: email.clone(),
                email_confirmed_at: email.as_ref().map(|_| cx.now),
                email: email.clone(),
                password_hash: None,
                reach: Some(format!("Ring {name} at the door")),
                is_administrator: false,
            };
            people::create(cx.tx, &row, cx.now)?;
            Ok(id)
        })
        .await
        .expect("a person")
    }

    /// A circle with a first steward and members, nested where a parent is given (its members join nothing above).
    ///
    /// # Panics
    /// Where the database fails.
    pub async fn circle(
        &self,
        name: &str,
        steward: PersonId,
        members: &[PersonId],
        parent: Option<CircleId>,
    ) -> CircleId {
        let input = CircleInput {
            name: name.to_owned(),
            parent: parent.map(|id| id.to_string()),
            ..Default::default()
        };
        let members = members.to_vec();
        let circle = self
            .act(steward, move |cx| crate::circles::create(cx, &input).map(|view| view.id))
            .await
            .expect("a circle");
        for member in members {
            self.join(circle, member).await;
        }
        circle
    }

    /// Makes a person an active member.
    ///
    /// # Panics
    /// Where the database fails.
    pub async fn join(&self, circle: CircleId, person: PersonId) {
        self.act(None, move |cx| {
            let id: MembershipId = cx.id();
            Ok(circles::join(
                cx.tx,
                (circle, person, id),
                MemberRole::Member,
                MembershipState::Active,
                cx.now,
            )?)
        })
        .await
        .expect("a membership");
    }

    /// The mails that wait for a person, oldest first.
    ///
    /// # Panics
    /// Where the database fails.
    pub async fn outbox(&self, person: PersonId) -> Vec<crate::mails::Waiting> {
        self.see(None, move |cx| Ok(mutua_storage::tables::mails::waiting_for(cx.tx, person)?))
            .await
            .expect("mails")
    }

    /// A person's membership of a circle.
    ///
    /// # Panics
    /// Where there is none.
    pub async fn membership(&self, circle: CircleId, person: PersonId) -> MembershipId {
        self.see(None, move |cx| Ok(circles::membership(cx.tx, circle, person)?))
            .await
            .expect("a membership")
            .expect("a membership")
            .id
    }

    /// Does something as a person, or as the application itself.
    ///
    /// # Errors
    /// What the action gives.
    pub async fn act<T: Send + 'static>(
        &self,
        who: impl Into<Option<PersonId>>,
        action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.write(&who.into().map_or(Credential::System, Credential::Person), action).await
    }

    /// Reads something as a person, or as the application itself.
    ///
    /// # Errors
    /// What the action gives.
    pub async fn see<T: Send + 'static>(
        &self,
        who: impl Into<Option<PersonId>>,
        action: impl FnMut(&mut Cx<'_, '_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.app.read(&who.into().map_or(Credential::System, Credential::Person), action).await
    }
}
