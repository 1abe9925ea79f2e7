//! Deleting a person: what stands where they are told of, what others are told, and what is taken away.
//!
//! The row of the person stays, nameless, so that what others lived through with them still stands. A table with
//! something of a person in it belongs in `LEAVE`, which runs in its order; a test looks for traces in all tables.

use jiff::Timestamp;
use mutua_domain::id::{AskId, CircleId, PersonId};

use crate::{Statement, StorageError, Tx, row::row, statement::statements, value::params};

statements! {
    NEEDED_IN = "SELECT c.id, c.name FROM membership m JOIN circle c ON c.id = m.circle_id
        WHERE m.person_id = $1 AND m.role = 'steward' AND m.state IN ('active', 'paused')
        AND NOT EXISTS (SELECT 1 FROM membership o WHERE o.circle_id = m.circle_id AND o.person_id <> $1
            AND o.role = 'steward' AND o.state IN ('active', 'paused'))
        AND EXISTS (SELECT 1 FROM membership o WHERE o.circle_id = m.circle_id AND o.person_id <> $1
            AND o.state IN ('active', 'paused'))";
    CIRCLES = "SELECT m.circle_id, EXISTS (SELECT 1 FROM membership o WHERE o.circle_id = m.circle_id
            AND o.person_id <> $1 AND o.state IN ('active', 'paused'))
        FROM membership m WHERE m.person_id = $1 AND m.state IN ('active', 'paused')";
    END_CIRCLE = "UPDATE circle SET about = NULL, agreements = NULL, place = NULL, joining = 'invitation', changed_at = $1
        WHERE id = $2";
    FORGET_CIRCLE_NAME = "UPDATE circle SET name = '' WHERE id = $1 AND NOT EXISTS
        (SELECT 1 FROM membership o WHERE o.circle_id = $1 AND o.person_id <> $2)";
    FORGET_QUESTIONS = "DELETE FROM circle_question WHERE circle_id = $1";
    SEND_APPLICANTS_HOME = "UPDATE membership SET state = 'left', changed_at = $1
        WHERE circle_id = $2 AND state IN ('applied', 'invited')";
    REVOKE_INVITATIONS = "UPDATE invitation SET revoked_at = $1 WHERE circle_id = $2 AND revoked_at IS NULL";
    WAITING_FOR_THEM = "SELECT p.circle_id, p.ask_id, p.person_id FROM pledge p
        JOIN ask a ON a.circle_id = p.circle_id AND a.id = p.ask_id
        WHERE (a.asker_id = $1 OR a.writer_id = $1) AND p.person_id <> $1 AND p.state IN ('made', 'accepted')";
    PROMISED_BY_THEM = "SELECT p.circle_id, p.ask_id, a.asker_id FROM pledge p
        JOIN ask a ON a.circle_id = p.circle_id AND a.id = p.ask_id
        WHERE p.person_id = $1 AND a.asker_id <> $1 AND p.state IN ('made', 'accepted')";
    OPEN_ASKS = "SELECT circle_id, id, asker_id FROM ask WHERE (asker_id = $1 OR writer_id = $1) AND state = 'open'";
    ANSWER_PLEDGES = "UPDATE pledge SET state = CASE WHEN state = 'made' THEN 'declined' ELSE 'withdrawn' END,
        wish = NULL, changed_at = $1 WHERE state IN ('made', 'accepted')
        AND ask_id IN (SELECT id FROM ask WHERE asker_id = $2 OR writer_id = $2)";
    FORGET_ANSWERS = "UPDATE pledge SET reply = NULL
        WHERE ask_id IN (SELECT id FROM ask WHERE asker_id = $1 OR writer_id = $1)";
    WITHDRAW_PLEDGES = "UPDATE pledge SET state = 'withdrawn', wish = NULL, changed_at = $1
        WHERE person_id = $2 AND state IN ('made', 'accepted')";
    FORGET_PLEDGE_WORDS = "UPDATE pledge SET words = NULL, reply = NULL WHERE person_id = $1";
    WITHDRAW_ASKS = "UPDATE ask SET state = 'withdrawn', closed_at = $1, changed_at = $1
        WHERE (asker_id = $2 OR writer_id = $2) AND state = 'open'";
    FORGET_ASK_WORDS = "UPDATE ask SET title = '', words = NULL, place = NULL, widen_at = NULL
        WHERE asker_id = $1 OR writer_id = $1";
    CLOSE_REACH = "UPDATE ask_reach SET open = FALSE
        WHERE open = TRUE AND ask_id IN (SELECT id FROM ask WHERE asker_id = $1 OR writer_id = $1)";
    FORGET_CHOICES = "DELETE FROM ask_chosen
        WHERE person_id = $1 OR ask_id IN (SELECT id FROM ask WHERE asker_id = $1 OR writer_id = $1)";
    FORGET_MESSAGES = "UPDATE message SET words = '' WHERE person_id = $1";
    FORGET_TELLINGS = "UPDATE telling SET words = NULL WHERE by_id = $1";
    FORGET_THANKS = "UPDATE thanks SET words = '', audience = 'private', agreed_at = NULL WHERE from_id = $1";
    TAKE_BACK_AGREEMENT = "UPDATE thanks SET agreed_at = NULL WHERE to_id = $1";
    FORGET_LOAN_WORDS = "UPDATE loan SET words = '' WHERE proposed_by = $1";
    LET_LOANS_GO = "UPDATE loan SET state = CASE WHEN state = 'proposed' THEN 'declined' ELSE 'let_go' END, changed_at = $1
        WHERE state IN ('proposed', 'agreed')
        AND help_id IN (SELECT id FROM help WHERE giver_id = $2 OR (receiver_id = $2 AND loan.state = 'proposed'))";
    DELETE_OFFER_WORDS = "DELETE FROM offer_word WHERE offer_id IN (SELECT id FROM offer WHERE person_id = $1)";
    DELETE_OFFER_SKILLS = "DELETE FROM offer_skill WHERE offer_id IN (SELECT id FROM offer WHERE person_id = $1)";
    DELETE_OFFER_REACH = "DELETE FROM offer_reach WHERE offer_id IN (SELECT id FROM offer WHERE person_id = $1)";
    DELETE_OFFERS = "DELETE FROM offer WHERE person_id = $1";
    DELETE_NEEDS = "DELETE FROM need WHERE person_id = $1";
    DELETE_CHECK_IN_READERS = "DELETE FROM check_in_reader WHERE person_id = $1 OR reader_id = $1";
    DELETE_CHECK_IN_CIRCLES = "DELETE FROM check_in_circle WHERE person_id = $1";
    DELETE_CHECK_IN_ALERTS = "DELETE FROM check_in_alert WHERE person_id = $1 OR reader_id = $1";
    DELETE_CHECK_IN_SETTING = "DELETE FROM check_in_setting WHERE person_id = $1";
    DELETE_CHECK_INS = "DELETE FROM check_in WHERE person_id = $1";
    DELETE_VOICES = "DELETE FROM circle_week_voice WHERE person_id = $1";
    DELETE_WELLBEING_ANSWERS = "DELETE FROM wellbeing_answer WHERE person_id = $1";
    DELETE_DAY_LINKS = "DELETE FROM day_link WHERE a_id = $1 OR b_id = $1";
    DELETE_FIGURE_VOICES = "DELETE FROM group_figure_voice WHERE person_id = $1";
    DELETE_STAYS = "DELETE FROM stay WHERE person_id = $1";
    DELETE_TIES = "DELETE FROM tie WHERE a_id = $1 OR b_id = $1";
    DELETE_MIRROR = "DELETE FROM mirror WHERE person_id = $1";
    DELETE_CAPACITY = "DELETE FROM capacity WHERE person_id = $1";
    DELETE_SUGGESTIONS = "DELETE FROM suggestion WHERE person_id = $1";
    DELETE_SUPPORTER_SHARES = "DELETE FROM supporter_share WHERE person_id = $1";
    DELETE_SUPPORTERS = "DELETE FROM supporter WHERE person_id = $1";
    // On the teams of others a name remains that they kept for themselves.
    LEAVE_TEAMS = "UPDATE supporter SET member_id = NULL WHERE member_id = $1";
    DELETE_KEY = "DELETE FROM person_key WHERE person_id = $1";
    DELETE_ANSWERS = "DELETE FROM application_answer WHERE person_id = $1";
    LEAVE_CIRCLES = "UPDATE membership SET state = 'left', role = 'member', paused_until = NULL, changed_at = $1
        WHERE person_id = $2 AND state <> 'left'";
    FORGET_INVITATION_WORDS = "UPDATE invitation SET words = NULL WHERE created_by = $1";
    DELETE_BLOCKS = "DELETE FROM block WHERE person_id = $1 OR blocked_id = $1";
    DELETE_NOTICES = "DELETE FROM notice WHERE person_id = $1";
    DELETE_NOTICE_SETTINGS = "DELETE FROM notice_setting WHERE person_id = $1";
    DELETE_MAIL_JOBS = "DELETE FROM job WHERE subject_id = $1 OR subject_id IN (SELECT id FROM mail WHERE person_id = $1)";
    DELETE_MAILS = "DELETE FROM mail WHERE person_id = $1";
    DELETE_IDEMPOTENCY = "DELETE FROM idempotency WHERE person_id = $1";
    DELETE_SESSIONS = "DELETE FROM session WHERE person_id = $1";
    DELETE_TOKENS = "DELETE FROM token WHERE person_id = $1";
    DELETE_LINKS = "DELETE FROM link WHERE person_id = $1";
    BLANK = "UPDATE person SET state = 'gone', name = '', pronouns = NULL, language = 'en', time_zone = 'UTC',
        email = NULL, email_folded = NULL, email_confirmed_at = NULL, password_hash = NULL, reach = NULL,
        is_administrator = FALSE, link_epoch = link_epoch + 1, changed_at = $1 WHERE id = $2";
}

/// What is taken away, in this order: words first, then what hangs on the person, then the person. `true` where the
/// statement also takes the moment, before the person.
static LEAVE: &[(bool, &Statement)] = &[
    (true, &ANSWER_PLEDGES),
    (false, &FORGET_ANSWERS),
    (true, &WITHDRAW_PLEDGES),
    (false, &FORGET_PLEDGE_WORDS),
    (true, &WITHDRAW_ASKS),
    (false, &FORGET_ASK_WORDS),
    (false, &CLOSE_REACH),
    (false, &FORGET_CHOICES),
    (false, &FORGET_MESSAGES),
    (false, &FORGET_TELLINGS),
    (false, &FORGET_THANKS),
    (false, &TAKE_BACK_AGREEMENT),
    (false, &FORGET_LOAN_WORDS),
    (true, &LET_LOANS_GO),
    (false, &DELETE_OFFER_WORDS),
    (false, &DELETE_OFFER_SKILLS),
    (false, &DELETE_OFFER_REACH),
    (false, &DELETE_OFFERS),
    (false, &DELETE_NEEDS),
    (false, &DELETE_CHECK_IN_READERS),
    (false, &DELETE_CHECK_IN_CIRCLES),
    (false, &DELETE_CHECK_IN_ALERTS),
    (false, &DELETE_CHECK_IN_SETTING),
    (false, &DELETE_CHECK_INS),
    (false, &DELETE_VOICES),
    (false, &DELETE_WELLBEING_ANSWERS),
    (false, &DELETE_DAY_LINKS),
    (false, &DELETE_FIGURE_VOICES),
    (false, &DELETE_STAYS),
    (false, &DELETE_TIES),
    (false, &DELETE_MIRROR),
    (false, &DELETE_CAPACITY),
    (false, &DELETE_SUGGESTIONS),
    (false, &DELETE_SUPPORTER_SHARES),
    (false, &DELETE_SUPPORTERS),
    (false, &LEAVE_TEAMS),
    (false, &DELETE_KEY),
    (false, &DELETE_ANSWERS),
    (true, &LEAVE_CIRCLES),
    (false, &FORGET_INVITATION_WORDS),
    (false, &DELETE_BLOCKS),
    (false, &DELETE_NOTICES),
    (false, &DELETE_NOTICE_SETTINGS),
    (false, &DELETE_MAIL_JOBS),
    (false, &DELETE_MAILS),
    (false, &DELETE_IDEMPOTENCY),
    (false, &DELETE_SESSIONS),
    (false, &DELETE_TOKENS),
    (false, &DELETE_LINKS),
    (true, &BLANK),
];

row! {
    /// An ask and the person on its other side.
    pub struct OtherSideRow {
        pub circle_id: CircleId,
        pub ask_id: AskId,
        pub person_id: PersonId,
    }
}

/// The circles that would be left without a steward.
pub fn needed_in(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(CircleId, String)>, StorageError> {
    tx.all(&NEEDED_IN, params![person])
}

/// The circles that a person is in, and whether anybody else is.
pub fn circles(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<(CircleId, bool)>, StorageError> {
    tx.all(&CIRCLES, params![person])
}

/// Those whose pledges wait for, or were accepted by, a person.
pub fn waiting_for(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<OtherSideRow>, StorageError> {
    tx.all(&WAITING_FOR_THEM, params![person])
}

/// Those to whom a person has promised something.
pub fn promised_by(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<OtherSideRow>, StorageError> {
    tx.all(&PROMISED_BY_THEM, params![person])
}

/// The open asks that a person asked or wrote, with who asks.
pub fn open_asks(tx: &mut Tx<'_>, person: PersonId) -> Result<Vec<OtherSideRow>, StorageError> {
    tx.all(&OPEN_ASKS, params![person])
}

/// Ends a circle in which nobody but this person is.
pub fn end_circle(
    tx: &mut Tx<'_>,
    circle: CircleId,
    person: PersonId,
    now: Timestamp,
) -> Result<(), StorageError> {
    tx.run(&END_CIRCLE, params![now, circle])?;
    tx.run(&FORGET_CIRCLE_NAME, params![circle, person])?;
    tx.run(&FORGET_QUESTIONS, params![circle])?;
    tx.run(&SEND_APPLICANTS_HOME, params![now, circle])?;
    tx.run(&REVOKE_INVITATIONS, params![now, circle]).map(|_| ())
}

/// Takes away all that is a person's.
pub fn leave(tx: &mut Tx<'_>, person: PersonId, now: Timestamp) -> Result<(), StorageError> {
    for (with_moment, statement) in LEAVE {
        if *with_moment {
            tx.run(statement, params![now, person])?;
        } else {
            tx.run(statement, params![person])?;
        }
    }
    Ok(())
}
