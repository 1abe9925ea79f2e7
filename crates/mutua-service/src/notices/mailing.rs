//! The mail about a notice: whether and when it is written.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::time};
use mutua_domain::{
    id::{NoticeId, PersonId},
    life::{NoticeKind, NoticeMode},
};
use mutua_storage::tables::{
    mails,
    notices::{self, AddresseeRow},
};

use super::view;
use crate::{
    capacity,
    cx::Cx,
    error::Result,
    jobs::{self, Job},
    mails::{
        about::{About, notice_letter},
        locale, queue,
        unsubscribe::{self, Subject},
    },
    zones,
};

/// The most mails at once within [`BURST_SPAN`]; what is beyond waits for the mail of the day.
const BURST: i64 = 5;
const BURST_SPAN: SignedDuration = SignedDuration::from_hours(1);
/// When the mail of the day goes out, on the clock of its reader.
const HOUR: i8 = 7;

/// What becomes of a notice by mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    None,
    Daily,
    Now,
}

impl Way {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Daily => "daily",
            Self::Now => "mailed",
        }
    }
}

/// Decides by what the person said, by whether mail can reach them, and by how much they just got.
pub(super) fn choose(cx: &mut Cx<'_, '_>, to: &AddresseeRow, kind: NoticeKind) -> Result<Way> {
    if !cx.app.settings.mail || to.email.is_none() || to.email_confirmed_at.is_none() {
        return Ok(Way::None);
    }
    // In a break, what others need is there to be found, and doesn't come after anyone.
    if kind == NoticeKind::NewAsk && capacity::rests(to.paused.unwrap_or(false), to.paused_until, cx.now) {
        return Ok(Way::None);
    }
    Ok(match to.mode.unwrap_or_else(|| kind.default_mode()) {
        NoticeMode::Off => Way::None,
        NoticeMode::Daily => Way::Daily,
        NoticeMode::Instant => {
            let just_now = mails::recent(cx.tx, to.id, cx.now - BURST_SPAN)?;
            if just_now < BURST { Way::Now } else { Way::Daily }
        }
    })
}

/// Does what was decided.
pub(super) fn follow(
    cx: &mut Cx<'_, '_>,
    way: Way,
    to: PersonId,
    id: NoticeId,
    time_zone: &str,
) -> Result<()> {
    match way {
        Way::None => Ok(()),
        Way::Daily => jobs::schedule_once(cx, Job::Digest, to, next_morning(cx.now, time_zone)),
        Way::Now => write(cx, to, id),
    }
}

/// Composes and queues the mail about one notice.
fn write(cx: &mut Cx<'_, '_>, to: PersonId, id: NoticeId) -> Result<()> {
    let Some(recipient) = mails::recipient(cx.tx, to)? else { return Ok(()) };
    let (Some(row), Some(address)) = (notices::one(cx.tx, to, id)?, recipient.email.clone()) else {
        return Ok(());
    };
    let l = locale(&recipient);
    let off = unsubscribe::link(cx, Subject::Kind(row.kind), to, recipient.link_epoch);
    let about = About {
        kind: row.kind,
        text: view::text(&l, &row),
        circle: row.circle.clone(),
        url: cx.app.url(&view::path(&row)),
        act: crate::acts::link_for(cx, &recipient, &row),
        off: off.clone(),
    };
    let letter = notice_letter(&cx.app.settings.base_url, &l, about);
    queue(cx, to, address, row.kind.as_str(), letter, Some(off))
}

/// The next time that a reader's clock shows seven in the morning.
pub(super) fn next_morning(now: Timestamp, time_zone: &str) -> Timestamp {
    let zone = zones::of(time_zone);
    let today = now.to_zoned(zone.clone()).date();
    let on = |date: jiff::civil::Date| {
        date.to_datetime(time(HOUR, 0, 0, 0)).to_zoned(zone.clone()).map(|at| at.timestamp())
    };
    [today, today.saturating_add(1.day())]
        .into_iter()
        .filter_map(|date| on(date).ok())
        .find(|at| *at > now)
        // Only at the end of the calendar is there no tomorrow.
        .unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_morning_is_the_readers() {
        let cases = [
            ("2025-03-03T09:00:00Z", "UTC", "2025-03-04T07:00:00Z"),
            ("2025-03-03T06:59:59Z", "UTC", "2025-03-03T07:00:00Z"),
            ("2025-03-03T07:00:00Z", "UTC", "2025-03-04T07:00:00Z"),
            ("2025-03-03T09:00:00Z", "America/Los_Angeles", "2025-03-03T15:00:00Z"),
            ("2025-03-03T23:00:00Z", "Pacific/Auckland", "2025-03-04T18:00:00Z"),
            // The clocks go forward in the night between.
            ("2025-03-29T20:00:00Z", "Europe/Berlin", "2025-03-30T05:00:00Z"),
            ("2025-03-03T09:00:00Z", "not a zone", "2025-03-04T07:00:00Z"),
        ];
        for (now, zone, morning) in cases {
            assert_eq!(next_morning(at(now), zone), at(morning), "{now} in {zone}");
        }
    }
}
