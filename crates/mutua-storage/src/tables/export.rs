//! Everything about one person, table by table, as they may carry it away.
//!
//! To add a table: its statement (one parameter, the person) and its section with a name and a shape for each column; a
//! test compares the two.

use mutua_domain::{
    id::{NeedId, PersonId},
    kind::Kind,
    life::NeedState,
};

use crate::{
    FromRow, Row, Statement, StorageError, Tx, Value, row::row, statement::statements, value::params,
};

statements! {
    MEMBERSHIPS = "SELECT m.circle_id, c.name, m.role, m.state, m.joined_at, m.paused_until
        FROM membership m JOIN circle c ON c.id = m.circle_id WHERE m.person_id = $1 ORDER BY m.id";
    STAYS = "SELECT circle_id, began_at, ended_at FROM stay WHERE person_id = $1 ORDER BY circle_id, began_at";
    APPLICATIONS = "SELECT circle_id, question, answer FROM application_answer WHERE person_id = $1 ORDER BY circle_id, position";
    ASKS = "SELECT id, circle_id, title, words, kind, effort, timing, due_at, place, reach, anonymous, helpers_wanted, state,
        expires_at, closed_at, created_at FROM ask WHERE asker_id = $1 OR writer_id = $1 ORDER BY id";
    PLEDGES = "SELECT p.id, p.circle_id, p.ask_id, a.title, p.words, p.state, p.reply, p.created_at, p.changed_at
        FROM pledge p JOIN ask a ON a.circle_id = p.circle_id AND a.id = p.ask_id WHERE p.person_id = $1 ORDER BY p.id";
    MESSAGES = "SELECT id, circle_id, ask_id, words, created_at FROM message WHERE person_id = $1 ORDER BY id";
    HELPS = "SELECT id, circle_id, ask_id, giver_id, receiver_id, kind, happened_at, created_at FROM help
        WHERE giver_id = $1 OR receiver_id = $1 ORDER BY id";
    TELLINGS = "SELECT t.help_id, t.side, t.outcome, t.minutes, t.words, t.told_at FROM telling t
        JOIN help h ON h.circle_id = t.circle_id AND h.id = t.help_id
        WHERE (h.giver_id = $1 OR h.receiver_id = $1) AND t.by_id = $1 ORDER BY t.told_at, t.help_id";
    THANKS_GIVEN = "SELECT t.id, t.circle_id, t.help_id, t.to_id, t.words, t.audience, t.created_at FROM thanks t
        JOIN help h ON h.circle_id = t.circle_id AND h.id = t.help_id
        WHERE h.receiver_id = $1 AND t.from_id = $1 ORDER BY t.id";
    THANKS_RECEIVED = "SELECT id, circle_id, help_id, from_id, words, audience, agreed_at, created_at FROM thanks
        WHERE to_id = $1 ORDER BY id";
    LOANS = "SELECT l.help_id, l.circle_id, l.words, l.due_at, l.state, l.created_at FROM loan l
        JOIN help h ON h.circle_id = l.circle_id AND h.id = l.help_id
        WHERE h.giver_id = $1 OR h.receiver_id = $1 ORDER BY l.help_id";
    OFFERS = "SELECT id, circle_id, kind, title, words, times, how_often, state, created_at FROM offer
        WHERE person_id = $1 ORDER BY id";
    OFFER_SKILLS = "SELECT s.offer_id, s.skill FROM offer_skill s JOIN offer o ON o.circle_id = s.circle_id AND o.id = s.offer_id
        WHERE o.person_id = $1 ORDER BY s.offer_id, s.position";
    NOTICES = "SELECT id, kind, what, circle_id, ask_id, help_id, created_at, read_at FROM notice
        WHERE person_id = $1 ORDER BY id";
    NOTICE_SETTINGS = "SELECT kind, mode FROM notice_setting WHERE person_id = $1 ORDER BY kind";
    BLOCKS = "SELECT blocked_id, created_at FROM block WHERE person_id = $1 ORDER BY created_at";
    SESSIONS = "SELECT id, agent, created_at, seen_at, expires_at FROM session WHERE person_id = $1 ORDER BY id";
    TOKENS = "SELECT id, name, created_at, used_at, expires_at FROM token WHERE person_id = $1 ORDER BY id";
    INVITATIONS = "SELECT i.id, i.circle_id, i.words, i.uses, i.uses_most, i.created_at, i.expires_at, i.revoked_at
        FROM invitation i JOIN membership m ON m.circle_id = i.circle_id
        WHERE m.person_id = $1 AND i.created_by = $1 ORDER BY i.id";
    CHECK_INS = "SELECT id, day, share, sealed, created_at, changed_at FROM check_in WHERE person_id = $1 ORDER BY id";
    CHECK_IN_SETTING = "SELECT rhythm, wish, country FROM check_in_setting WHERE person_id = $1";
    CHECK_IN_ALERTS = "SELECT reader_id, created_at, told_at FROM check_in_alert WHERE person_id = $1 ORDER BY created_at";
    WELLBEING = "SELECT id, circle_id, month, sealed, created_at, changed_at FROM wellbeing_answer
        WHERE person_id = $1 ORDER BY id";
    SUPPORTERS = "SELECT s.id, s.member_id, s.sealed, s.rhythm, s.touched_at, h.circle_id, s.created_at, s.changed_at
        FROM supporter s LEFT JOIN supporter_share h ON h.person_id = s.person_id AND h.supporter_id = s.id
        WHERE s.person_id = $1 ORDER BY s.id";
    CAPACITY = "SELECT minutes, times, paused, paused_until, changed_at FROM capacity WHERE person_id = $1";
    SUGGESTIONS = "SELECT ask_id, circle_id, reasons, declined_at, created_at FROM suggestion WHERE person_id = $1 ORDER BY created_at, ask_id";
    NEEDS = "SELECT id, kind, state, sealed, ask_id, created_at, changed_at FROM need WHERE person_id = $1 ORDER BY id";
}

/// How a column's value is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// An id.
    Id,
    /// Text.
    Text,
    /// A whole number.
    Number,
    /// Yes or no.
    Bool,
    /// A time.
    Time,
}

/// One table's part.
#[derive(Debug)]
pub struct Section {
    /// What it is called.
    pub name: &'static str,
    /// Its columns, in the order of the statement.
    pub columns: &'static [(&'static str, Shape)],
    statement: &'static Statement,
}

/// Every part, but what is decrypted first: needs, check-ins, the support team.
pub static SECTIONS: &[Section] = &[
    Section {
        name: "memberships",
        columns: &[
            ("circle", Shape::Id),
            ("circle_name", Shape::Text),
            ("role", Shape::Text),
            ("state", Shape::Text),
            ("joined_at", Shape::Time),
            ("paused_until", Shape::Time),
        ],
        statement: &MEMBERSHIPS,
    },
    Section {
        name: "stays",
        columns: &[("circle", Shape::Id), ("began_at", Shape::Time), ("ended_at", Shape::Time)],
        statement: &STAYS,
    },
    Section {
        name: "applications",
        columns: &[("circle", Shape::Id), ("question", Shape::Text), ("answer", Shape::Text)],
        statement: &APPLICATIONS,
    },
    Section {
        name: "asks",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("title", Shape::Text),
            ("words", Shape::Text),
            ("kind", Shape::Text),
            ("effort", Shape::Text),
            ("timing", Shape::Text),
            ("due_at", Shape::Time),
            ("place", Shape::Text),
            ("reach", Shape::Text),
            ("anonymous", Shape::Bool),
            ("helpers_wanted", Shape::Number),
            ("state", Shape::Text),
            ("expires_at", Shape::Time),
            ("closed_at", Shape::Time),
            ("created_at", Shape::Time),
        ],
        statement: &ASKS,
    },
    Section {
        name: "pledges",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("ask", Shape::Id),
            ("ask_title", Shape::Text),
            ("words", Shape::Text),
            ("state", Shape::Text),
            ("reply", Shape::Text),
            ("created_at", Shape::Time),
            ("changed_at", Shape::Time),
        ],
        statement: &PLEDGES,
    },
    Section {
        name: "messages",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("ask", Shape::Id),
            ("words", Shape::Text),
            ("created_at", Shape::Time),
        ],
        statement: &MESSAGES,
    },
    Section {
        name: "helps",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("ask", Shape::Id),
            ("giver", Shape::Id),
            ("receiver", Shape::Id),
            ("kind", Shape::Text),
            ("happened_at", Shape::Time),
            ("created_at", Shape::Time),
        ],
        statement: &HELPS,
    },
    Section {
        name: "tellings",
        columns: &[
            ("help", Shape::Id),
            ("side", Shape::Text),
            ("outcome", Shape::Text),
            ("minutes", Shape::Number),
            ("words", Shape::Text),
            ("told_at", Shape::Time),
        ],
        statement: &TELLINGS,
    },
    Section {
        name: "thanks_given",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("help", Shape::Id),
            ("to", Shape::Id),
            ("words", Shape::Text),
            ("audience", Shape::Text),
            ("created_at", Shape::Time),
        ],
        statement: &THANKS_GIVEN,
    },
    Section {
        name: "thanks_received",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("help", Shape::Id),
            ("from", Shape::Id),
            ("words", Shape::Text),
            ("audience", Shape::Text),
            ("agreed_at", Shape::Time),
            ("created_at", Shape::Time),
        ],
        statement: &THANKS_RECEIVED,
    },
    Section {
        name: "loans",
        columns: &[
            ("help", Shape::Id),
            ("circle", Shape::Id),
            ("words", Shape::Text),
            ("due_at", Shape::Time),
            ("state", Shape::Text),
            ("created_at", Shape::Time),
        ],
        statement: &LOANS,
    },
    Section {
        name: "offers",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("kind", Shape::Text),
            ("title", Shape::Text),
            ("words", Shape::Text),
            ("times", Shape::Text),
            ("how_often", Shape::Text),
            ("state", Shape::Text),
            ("created_at", Shape::Time),
        ],
        statement: &OFFERS,
    },
    Section {
        name: "offer_skills",
        columns: &[("offer", Shape::Id), ("skill", Shape::Text)],
        statement: &OFFER_SKILLS,
    },
    Section {
        name: "notices",
        columns: &[
            ("id", Shape::Id),
            ("kind", Shape::Text),
            ("what", Shape::Text),
            ("circle", Shape::Id),
            ("ask", Shape::Id),
            ("help", Shape::Id),
            ("created_at", Shape::Time),
            ("read_at", Shape::Time),
        ],
        statement: &NOTICES,
    },
    Section {
        name: "notice_settings",
        columns: &[("kind", Shape::Text), ("mode", Shape::Text)],
        statement: &NOTICE_SETTINGS,
    },
    Section {
        name: "check_in_setting",
        columns: &[("rhythm", Shape::Text), ("wish", Shape::Bool), ("country", Shape::Text)],
        statement: &CHECK_IN_SETTING,
    },
    Section {
        name: "check_in_alerts",
        columns: &[("person", Shape::Id), ("created_at", Shape::Time), ("told_at", Shape::Time)],
        statement: &CHECK_IN_ALERTS,
    },
    Section {
        name: "blocks",
        columns: &[("person", Shape::Id), ("created_at", Shape::Time)],
        statement: &BLOCKS,
    },
    Section {
        name: "sessions",
        columns: &[
            ("id", Shape::Id),
            ("agent", Shape::Text),
            ("created_at", Shape::Time),
            ("seen_at", Shape::Time),
            ("expires_at", Shape::Time),
        ],
        statement: &SESSIONS,
    },
    Section {
        name: "tokens",
        columns: &[
            ("id", Shape::Id),
            ("name", Shape::Text),
            ("created_at", Shape::Time),
            ("used_at", Shape::Time),
            ("expires_at", Shape::Time),
        ],
        statement: &TOKENS,
    },
    Section {
        name: "invitations",
        columns: &[
            ("id", Shape::Id),
            ("circle", Shape::Id),
            ("words", Shape::Text),
            ("uses", Shape::Number),
            ("uses_most", Shape::Number),
            ("created_at", Shape::Time),
            ("expires_at", Shape::Time),
            ("revoked_at", Shape::Time),
        ],
        statement: &INVITATIONS,
    },
    Section {
        name: "capacity",
        columns: &[
            ("minutes", Shape::Number),
            ("times", Shape::Number),
            ("paused", Shape::Bool),
            ("paused_until", Shape::Time),
            ("changed_at", Shape::Time),
        ],
        statement: &CAPACITY,
    },
    Section {
        name: "suggestions",
        columns: &[
            ("ask", Shape::Id),
            ("circle", Shape::Id),
            ("reasons", Shape::Text),
            ("declined_at", Shape::Time),
            ("created_at", Shape::Time),
        ],
        statement: &SUGGESTIONS,
    },
];

struct Wide(Vec<Value>);

impl FromRow for Wide {
    fn from_row(row: &mut Row<'_>) -> Result<Self, StorageError> {
        row.rest().map(Wide)
    }
}

/// The rows of one part.
pub fn read(
    tx: &mut Tx<'_>,
    section: &'static Section,
    person: PersonId,
) -> Result<Vec<Vec<Value>>, StorageError> {
    Ok(tx.all::<Wide>(section.statement, params![person])?.into_iter().map(|Wide(values)| values).collect())
}

row! {
    /// A need, its words still sealed.
    pub struct SealedNeedRow {
        pub id: NeedId,
        pub kind: Kind,
        pub state: NeedState,
        pub sealed: Option<Vec<u8>>,
        pub ask_id: Option<mutua_domain::id::AskId>,
        pub created_at: jiff::Timestamp,
        pub changed_at: jiff::Timestamp,
    }
}

row! {
    /// A check-in, its answer still sealed.
    pub struct SealedCheckInRow {
        pub id: mutua_domain::id::CheckInId,
        pub day: i64,
        pub share: mutua_domain::life::CheckInShare,
        pub sealed: Vec<u8>,
        pub created_at: jiff::Timestamp,
        pub changed_at: jiff::Timestamp,
    }
}

row! {
    /// An answer to a circle's four questions of a month, still sealed.
    pub struct SealedWellbeingRow {
        pub id: mutua_domain::id::WellbeingAnswerId,
        pub circle_id: mutua_domain::id::CircleId,
        pub month: i64,
        pub sealed: Vec<u8>,
        pub created_at: jiff::Timestamp,
        pub changed_at: jiff::Timestamp,
    }
}

row! {
    /// Someone on a support team, what is kept of them still sealed.
    pub struct SealedSupporterRow {
        pub id: mutua_domain::id::SupporterId,
        pub member_id: Option<PersonId>,
        pub sealed: Vec<u8>,
        pub rhythm: mutua_domain::life::TouchRhythm,
        pub touched_at: jiff::Timestamp,
        pub circle_id: Option<mutua_domain::id::CircleId>,
        pub created_at: jiff::Timestamp,
        pub changed_at: jiff::Timestamp,
    }
}

/// A person's answers to the four questions of circles.
pub fn wellbeing(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<SealedWellbeingRow>, StorageError> {
    tx.all(&WELLBEING, params![person])
}

/// A person's support team.
pub fn supporters(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<SealedSupporterRow>, StorageError> {
    tx.all(&SUPPORTERS, params![person])
}

/// A person's check-ins.
pub fn check_ins(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<SealedCheckInRow>, StorageError> {
    tx.all(&CHECK_INS, params![person])
}

/// A person's needs.
pub fn needs(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<SealedNeedRow>, StorageError> {
    tx.all(&NEEDS, params![person])
}
