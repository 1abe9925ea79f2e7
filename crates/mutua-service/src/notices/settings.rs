//! When a person wants mail about what.

use std::collections::BTreeMap;

use mutua_domain::{
    Problem, Problems,
    id::PersonId,
    life::{NoticeKind, NoticeMode},
};
use mutua_storage::tables::{mails, notices};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    cx::Cx,
    error::{Error, Result},
};

/// When mail about one kind of notice comes.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
pub struct KindSetting {
    /// The kind.
    pub kind: NoticeKind,
    /// When its mail comes.
    pub mode: NoticeMode,
    /// When it comes unless the person says otherwise.
    pub default: NoticeMode,
}

/// When a person wants mail about what, and whether mail can reach them at all.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SettingsView {
    /// Whether this instance sends mail.
    pub mail: bool,
    /// Whether the person has a confirmed address.
    pub address: bool,
    /// Every kind, in the order of the page.
    pub kinds: Vec<KindSetting>,
}

/// Changes: for each kind `instant`, `daily` or `off`. What is left out stays.
#[derive(Debug, Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct SettingsInput {
    /// A new ask reaches me.
    pub new_ask: Option<String>,
    /// Someone pledged for my ask, or took a pledge back.
    pub pledge: Option<String>,
    /// My pledge was answered.
    pub answer: Option<String>,
    /// New words in a thread that I am in.
    pub message: Option<String>,
    /// A help with me was told.
    pub help: Option<String>,
    /// Someone thanked me.
    pub thanks: Option<String>,
    /// My ask: still needed?
    pub still_needed: Option<String>,
    /// Someone wrote an ask on my behalf.
    pub on_behalf: Option<String>,
    /// What I promised is near.
    pub reminder: Option<String>,
    /// Joining, leaving, roles.
    pub membership: Option<String>,
    /// It is time for my check-in.
    pub check_in: Option<String>,
    /// Someone shares with me how they are.
    pub shared_check_in: Option<String>,
    /// It is a while since I was in touch with someone of my team.
    pub keep_touch: Option<String>,
    /// A circle of mine asks its four questions of the month.
    pub wellbeing: Option<String>,
}

impl SettingsInput {
    fn of(&self, kind: NoticeKind) -> Option<&str> {
        match kind {
            NoticeKind::NewAsk => &self.new_ask,
            NoticeKind::Pledge => &self.pledge,
            NoticeKind::Answer => &self.answer,
            NoticeKind::Message => &self.message,
            NoticeKind::Help => &self.help,
            NoticeKind::Thanks => &self.thanks,
            NoticeKind::StillNeeded => &self.still_needed,
            NoticeKind::OnBehalf => &self.on_behalf,
            NoticeKind::Reminder => &self.reminder,
            NoticeKind::Membership => &self.membership,
            NoticeKind::CheckIn => &self.check_in,
            NoticeKind::SharedCheckIn => &self.shared_check_in,
            NoticeKind::KeepTouch => &self.keep_touch,
            NoticeKind::Wellbeing => &self.wellbeing,
        }
        .as_deref()
    }

    /// Checks it.
    ///
    /// # Errors
    /// Every problem there is.
    pub fn parse(&self) -> std::result::Result<Vec<(NoticeKind, NoticeMode)>, mutua_domain::Invalid> {
        let mut problems = Problems::new();
        let mut changes = Vec::new();
        for kind in NoticeKind::ALL {
            let Some(word) = self.of(*kind) else { continue };
            let mode = NoticeMode::from_word(word).ok_or_else(|| Problem::new("choice"));
            changes.extend(problems.take("notice_setting", mode).map(|mode| (*kind, mode)));
        }
        problems.finish()?;
        Ok(changes)
    }
}

/// The settings of the person who acts.
///
/// # Errors
/// Where nobody is signed in, or what the database says.
pub fn settings(cx: &mut Cx<'_, '_>) -> Result<SettingsView> {
    let me = cx.me()?;
    let person = mails::recipient(cx.tx, me)?.ok_or(Error::NotFound)?;
    let modes = modes(cx, me)?;
    let kinds = NoticeKind::ALL
        .iter()
        .map(|kind| KindSetting { kind: *kind, mode: mode_of(&modes, *kind), default: kind.default_mode() })
        .collect();
    let address = person.email.is_some() && person.email_confirmed_at.is_some();
    Ok(SettingsView { mail: cx.app.settings.mail, address, kinds })
}

/// Changes the settings of the person who acts.
///
/// # Errors
/// Its problems; where nobody is signed in, or what the database says.
pub fn change_settings(cx: &mut Cx<'_, '_>, input: &SettingsInput) -> Result<SettingsView> {
    let me = cx.me()?;
    for (kind, mode) in input.parse()? {
        notices::set_mode(cx.tx, me, kind, mode)?;
    }
    settings(cx)
}

/// What a person said about each kind.
pub(super) fn modes(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<BTreeMap<NoticeKind, NoticeMode>> {
    Ok(notices::modes(cx.tx, person)?.into_iter().collect())
}

/// When mail about a kind comes.
pub(super) fn mode_of(modes: &BTreeMap<NoticeKind, NoticeMode>, kind: NoticeKind) -> NoticeMode {
    modes.get(&kind).copied().unwrap_or_else(|| kind.default_mode())
}

/// Turns off every kind whose mail would come daily.
pub(crate) fn turn_off_daily(cx: &mut Cx<'_, '_>, person: PersonId) -> Result<()> {
    let modes = modes(cx, person)?;
    for kind in NoticeKind::ALL.iter().filter(|kind| mode_of(&modes, **kind) == NoticeMode::Daily) {
        notices::set_mode(cx.tx, person, *kind, NoticeMode::Off)?;
    }
    Ok(())
}
