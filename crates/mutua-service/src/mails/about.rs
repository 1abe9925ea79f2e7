//! The mails about notices: one at once, or the day's together.

use mutua_domain::life::NoticeKind;
use mutua_l10n::{Arg, Locale};

use super::{
    compose::{Letter, Part, compose},
    signature,
};
use crate::acts::Act;

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

/// Composes it. `place` is the address of this instance. The subject names the circle, never a title or anybody's words: subjects show on locked screens.
pub(crate) fn notice_letter(place: &str, l: &Locale, about: About) -> Letter {
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
    parts.push(choose(place, l));
    parts.push(signature(place, l));
    compose(l, subject, &parts)
}

/// What the mail of a day says.
pub(crate) struct Daily {
    /// For each circle, what happened and where that leads.
    pub(crate) groups: Vec<(String, Vec<(String, String)>)>,
    /// How many there are, also those that aren't listed.
    pub(crate) total: i64,
    /// Whether something can be done by one of the links, without signing in.
    pub(crate) acts: bool,
    /// Turns the mail of the day off.
    pub(crate) off: String,
}

/// Composes it.
pub(crate) fn daily_letter(place: &str, l: &Locale, daily: Daily) -> Letter {
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
    parts.push(Part::Button { label: l.t("mail-open-notices").to_owned(), url: format!("{place}/notices") });
    if daily.acts {
        parts.push(Part::Small(l.t("mail-act-explained-daily").to_owned()));
    }
    parts.push(Part::Small(l.t("mail-seen-daily").to_owned()));
    parts.push(Part::SmallLink { label: l.t("mail-turn-off-daily").to_owned(), url: daily.off });
    parts.push(choose(place, l));
    parts.push(signature(place, l));
    compose(l, subject, &parts)
}

fn choose(place: &str, l: &Locale) -> Part {
    Part::SmallLink { label: l.t("mail-choose").to_owned(), url: format!("{place}/notices/settings") }
}

fn key(prefix: &str, kind: NoticeKind) -> String {
    format!("{prefix}-{}", kind.as_str().replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use mutua_l10n::Language;

    use super::*;
    use crate::mails::asked_for;

    const PLACE: &str = "https://mutua.example.org";

    fn english() -> Locale {
        Locale::new(Language::English, "Europe/Dublin")
    }

    fn about(kind: NoticeKind) -> About {
        let act = match kind {
            NoticeKind::NewAsk => Some(Act::Pledge),
            NoticeKind::Pledge => Some(Act::Answer),
            NoticeKind::StillNeeded => Some(Act::StillNeeded),
            NoticeKind::Reminder => Some(Act::Finish),
            NoticeKind::Help => Some(Act::Help),
            _ => None,
        };
        About {
            kind,
            text: "What happened <in words>, about “A lift & a chat”.".into(),
            circle: Some("Linden Street".into()),
            url: format!("{PLACE}/asks/0190"),
            act: act.map(|act| (act, format!("{PLACE}/do/SIGNED"))),
            off: format!("{PLACE}/unsubscribe/SIGNED"),
        }
    }

    /// Every sort of mail, as its reader gets it.
    #[test]
    fn mails_about_one_notice() {
        let mut all = String::new();
        for kind in NoticeKind::ALL {
            let letter = notice_letter(PLACE, &english(), about(*kind));
            all += &format!("=== {kind}\nSubject: {}\n\n{}\n", letter.subject, letter.plain);
        }
        insta::assert_snapshot!(all);
    }

    #[test]
    fn a_mail_as_html() {
        insta::assert_snapshot!(notice_letter(PLACE, &english(), about(NoticeKind::Pledge)).html);
    }

    /// From right to left, with a circle whose name runs the other way.
    #[test]
    fn a_mail_in_arabic() {
        let l = Locale::new(Language::Arabic, "Africa/Cairo");
        let letter = notice_letter(PLACE, &l, about(NoticeKind::Pledge));
        insta::assert_snapshot!(format!("Subject: {}\n\n{}\n{}", letter.subject, letter.plain, letter.html));
    }

    #[test]
    fn the_mail_of_a_day() {
        let entry = |text: &str| (text.to_owned(), format!("{PLACE}/asks/0190"));
        let groups = vec![
            ("Garden".to_owned(), vec![entry("Ben asks for <tools>")]),
            ("Linden Street".to_owned(), vec![entry("Cem joined"), entry("Dora thanks you")]),
        ];
        let daily = Daily { groups, total: 3, acts: true, off: format!("{PLACE}/unsubscribe/SIGNED") };
        let letter = daily_letter(PLACE, &english(), daily);
        insta::assert_snapshot!(format!("Subject: {}\n\n{}\n{}", letter.subject, letter.plain, letter.html));
    }

    #[test]
    fn mails_that_were_asked_for() {
        let mut all = String::new();
        let mails = [
            ("mail-sign-in-subject", "mail-sign-in"),
            ("mail-address-subject", "mail-address"),
            ("mail-address-changed-subject", "mail-address-changed"),
        ];
        for (subject, body) in mails {
            let letter = asked_for(PLACE, &english(), subject, body, &format!("{PLACE}/in/SECRET"));
            assert!(letter.html.contains("<a href=\"https://mutua.example.org/in/SECRET\">"), "{body}");
            all += &format!("=== {body}\nSubject: {}\n\n{}\n", letter.subject, letter.plain);
        }
        insta::assert_snapshot!(all);
    }
}
