//! The mails about notices: one at once, or the day's together.

use mutua_domain::life::NoticeKind;
use mutua_l10n::{Arg, Locale};

use super::{
    compose::{Letter, Part, compose},
    signature,
};
use crate::{acts::Act, cx::Cx};

/// What a mail about one notice says.
pub(crate) struct About {
    pub(crate) kind: NoticeKind,
    /// What happened.
    pub(crate) text: String,
    pub(crate) circle: Option<String>,
    /// Where the thing is.
    pub(crate) url: String,
    /// What can be done by a link, without signing in.
    pub(crate) act: Option<(Act, String)>,
    /// Turns mails of this kind off.
    pub(crate) off: String,
}

/// The subject names the circle, never a title or anybody's words: subjects show on locked screens.
pub(crate) fn notice_letter(cx: &Cx<'_, '_>, l: &Locale, about: About) -> Letter {
    let circle = about.circle.as_deref().unwrap_or_else(|| l.t("app-name"));
    let subject = l.t1(&key("mail-subject", about.kind), "circle", circle);
    let mut parts = vec![Part::text(about.text)];
    match about.act {
        Some((act, url)) => {
            parts.push(Part::Button { label: l.word("mail-act", act.as_str()).to_owned(), url });
            parts.push(Part::Link { label: l.t("mail-open").to_owned(), url: about.url });
            parts.push(Part::Small(l.t("mail-act-explained").to_owned()));
        }
        None => parts.push(Part::Button { label: l.t("mail-open").to_owned(), url: about.url }),
    }
    parts.push(Part::Small(l.word("mail-seen", about.kind.as_str()).to_owned()));
    let what = l.word("notices-kind", about.kind.as_str());
    parts.push(Part::SmallLink { label: l.t1("mail-turn-off", "what", what), url: about.off });
    parts.push(choose(cx, l));
    parts.push(signature(cx, l));
    compose(l, subject, &parts)
}

/// What the mail of a day says.
pub(crate) struct Daily {
    /// For each circle, what happened and where that leads.
    pub(crate) groups: Vec<(String, Vec<(String, String)>)>,
    /// How many there are, also those that aren't listed.
    pub(crate) total: i64,
    /// Turns the mail of the day off.
    pub(crate) off: String,
}

pub(crate) fn daily_letter(cx: &Cx<'_, '_>, l: &Locale, daily: Daily) -> Letter {
    let subject = match daily.groups.as_slice() {
        [(circle, _)] => l.with(
            "mail-subject-daily-one",
            &[("circle", Arg::Text(circle)), ("count", Arg::Number(daily.total))],
        ),
        groups => {
            let circles = i64::try_from(groups.len()).unwrap_or(i64::MAX);
            l.with(
                "mail-subject-daily-many",
                &[("circles", Arg::Number(circles)), ("count", Arg::Number(daily.total))],
            )
        }
    };
    let mut parts = vec![Part::text(l.t("mail-daily-intro"))];
    for (circle, entries) in daily.groups {
        parts.push(Part::Heading(circle));
        parts.push(Part::Items(entries.into_iter().map(|(text, url)| (text, Some(url))).collect()));
    }
    parts.push(Part::Button { label: l.t("mail-open-notices").to_owned(), url: cx.app.url("/notices") });
    parts.push(Part::Small(l.t("mail-act-explained").to_owned()));
    parts.push(Part::Small(l.t("mail-seen-daily").to_owned()));
    parts.push(Part::SmallLink { label: l.t("mail-turn-off-daily").to_owned(), url: daily.off });
    parts.push(choose(cx, l));
    parts.push(signature(cx, l));
    compose(l, subject, &parts)
}

fn choose(cx: &Cx<'_, '_>, l: &Locale) -> Part {
    Part::SmallLink { label: l.t("mail-choose").to_owned(), url: cx.app.url("/notices/settings") }
}

fn key(prefix: &str, kind: NoticeKind) -> String {
    format!("{prefix}-{}", kind.as_str().replace('_', "-"))
}
