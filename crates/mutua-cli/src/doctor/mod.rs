//! `mutua doctor`, and `mutua serve --check`: what is wrong, and how to mend it.
//!
//! Each check looks at one thing and gives one [`Finding`]; none of them changes anything, so it can be run while the server
//! goes on. To add one: a function in the module of what it looks at, and its call in [`examine`].

mod database;
mod folder;
mod mail;
mod settings;
mod work;

use std::process::ExitCode;

use mutua_domain::Clock;
use serde::Serialize;

use crate::{
    args::{DoctorArgs, DoctorFormat, ServeArgs},
    logging,
    settings::Effective,
};

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// As it should be.
    Ok,
    /// It works, and may not for long, or not safely.
    Warn,
    /// It doesn't work, or isn't safe.
    Bad,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was looked at.
    pub check: &'static str,
    /// How it stands.
    pub standing: Standing,
    /// What was found.
    pub found: String,
    /// What to do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mend: Option<String>,
}

impl Finding {
    fn ok(check: &'static str, found: impl Into<String>) -> Self {
        Self { check, standing: Standing::Ok, found: found.into(), mend: None }
    }

    fn warn(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, standing: Standing::Warn, found: found.into(), mend: Some(mend.into()) }
    }

    fn bad(check: &'static str, found: impl Into<String>, mend: impl Into<String>) -> Self {
        Self { check, standing: Standing::Bad, found: found.into(), mend: Some(mend.into()) }
    }

    /// One line, whatever stands in it.
    fn line(&self) -> String {
        let word = match self.standing {
            Standing::Ok => "ok",
            Standing::Warn => "warn",
            Standing::Bad => "bad",
        };
        let mend = self.mend.as_ref().map(|mend| format!(" -> {mend}")).unwrap_or_default();
        let text = format!("{}{mend}", self.found);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        format!("{word:<5} {:<10} {text}", self.check)
    }
}

/// Whether nothing is bad.
fn is_well(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.standing != Standing::Bad)
}

fn code(findings: &[Finding]) -> ExitCode {
    if is_well(findings) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Looks at everything, and prints what it found.
pub async fn run(args: &DoctorArgs) -> anyhow::Result<ExitCode> {
    let findings = match Effective::new(&args.settings) {
        Ok(effective) => examine(&effective).await,
        // Without settings it isn't known where anything is.
        Err(error) => vec![Finding::bad(
            "settings",
            format!("{error:#}"),
            "mend it there; `mutua serve --help` names every setting, and nothing else was looked at",
        )],
    };
    match args.format {
        DoctorFormat::Text => findings.iter().for_each(|finding| logging::result(&finding.line())),
        DoctorFormat::Json => {
            let whole = serde_json::json!({ "well": is_well(&findings), "findings": findings });
            logging::result(&serde_json::to_string_pretty(&whole)?);
        }
    }
    Ok(code(&findings))
}

/// `mutua serve --check`: the effective settings, and on standard error what is wrong with them.
pub fn check_settings(args: &ServeArgs) -> anyhow::Result<ExitCode> {
    let effective = Effective::new(args)?;
    logging::result(&effective.describe());
    let findings = settings::check(&effective);
    for finding in findings.iter().filter(|finding| finding.standing != Standing::Ok) {
        logging::say(&finding.line());
    }
    Ok(code(&findings))
}

async fn examine(effective: &Effective) -> Vec<Finding> {
    let now = Clock::system().now();
    let mut findings = settings::check(effective);
    findings.extend(folder::check(effective));
    let mailing = effective.mail.clone();
    let mailing = tokio::task::spawn_blocking(move || mail::check(&mailing));
    let (more, inspection) = database::check(effective, now).await;
    findings.extend(more);
    if let Some(inspection) = inspection {
        findings.extend(work::check(effective, &inspection, now).await);
    }
    findings.push(mailing.await.unwrap_or_else(|_| {
        Finding::bad("mail", "looking at it failed inside the program", "tell its makers")
    }));
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_one_line_with_its_way_out() {
        let finding = Finding::bad("key", "it\nis open", "close  it");
        assert_eq!(finding.line(), "bad   key        it is open -> close it");
        assert!(!is_well(&[Finding::ok("a", ""), finding]));
        assert!(is_well(&[Finding::warn("a", "", "")]));
    }
}
