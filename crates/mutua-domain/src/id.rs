//! Ids: UUID version 7, made by the application, so that they sort by time on both databases.
//!
//! To add one: a line in the list below.

use uuid::Uuid;

macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
        #[serde(transparent)]
        #[schema(value_type = Uuid)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { self.0.fmt(f) }
        }
        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> { Uuid::parse_str(text).map(Self) }
        }
        impl From<Uuid> for $name { fn from(id: Uuid) -> Self { Self(id) } }
        impl From<$name> for Uuid { fn from(id: $name) -> Uuid { id.0 } }
    )+ };
}

ids! {
    /// A person: an account, a guest, or someone who left.
    PersonId,
    /// A circle of people.
    CircleId,
    /// A person in a circle.
    MembershipId,
    /// A link by which people join a circle.
    InvitationId,
    /// Something a person needs.
    NeedId,
    /// A need opened to an audience.
    AskId,
    /// One of the times that an ask leaves to choose from.
    AskTimeId,
    /// "I'll do it."
    PledgeId,
    /// Words in the thread of an ask.
    MessageId,
    /// What happened.
    HelpId,
    /// What the receiver says of a help.
    ThanksId,
    /// A standing willingness to help.
    OfferId,
    /// Something that a person is told.
    NoticeId,
    /// A mail that waits to be sent or was.
    MailId,
    /// A signed-in browser.
    SessionId,
    /// A personal access token for the API.
    TokenId,
    /// A secret link that lets its holder do one thing.
    LinkId,
    /// A record of what stewards did.
    RecordId,
    /// A person's answer to "How are we?".
    CheckInId,
    /// Someone on a person's support team.
    SupporterId,
    /// A person's answer to the four questions about wellbeing, in one circle and month.
    WellbeingAnswerId,
    /// Two people who let their days be compared.
    DayLinkId,
}
