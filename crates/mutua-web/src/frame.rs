//! What every page has around its own content: the person, their language, the news count, a message, problems.

use jiff::Timestamp;
use mutua_domain::Invalid;
use mutua_l10n::{Arg, Language, Locale};
use mutua_service::{Actor, Cx, Person, Result};

use crate::assets;

/// What a request brings to the frame.
#[derive(Debug, Clone)]
pub struct FrameSeed {
    /// The browser's language.
    pub language: Language,
    /// The path.
    pub path: String,
    /// The key of a message to show once.
    pub flash: Option<String>,
    /// `light`, `dark` or nothing.
    pub theme: Option<String>,
}

/// What every page has around its own content. Templates call it `f`.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Words and times.
    pub l: Locale,
    /// The moment at which the page was read.
    pub now: Timestamp,
    /// Who looks at it.
    pub viewer: Option<Person>,
    /// Whether someone may be signed in of whom nothing could be read: they aren't asked to sign in, and the browser doesn't
    /// forget their drafts.
    pub is_unsure: bool,
    /// How many notices are new.
    pub unread: i64,
    /// The path of this page.
    pub path: String,
    /// The key of a message to show once.
    pub flash: Option<String>,
    /// `light`, `dark` or empty.
    pub theme: &'static str,
    /// What was wrong with what was sent.
    pub errors: Errors,
}

/// The problems of a submission, as a page shows them.
#[derive(Debug, Clone, Default)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// In a reader's language.
    pub fn told(invalid: &Invalid, l: &Locale) -> Self {
        Self(invalid.0.iter().map(|(field, problem)| (*field, problem_text(problem, l))).collect())
    }

    /// Whether there are any.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// How many.
    pub fn count(&self) -> i64 {
        i64::try_from(self.0.len()).unwrap_or(i64::MAX)
    }

    /// Field and text of each.
    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    /// What is wrong with a field; empty where nothing is.
    pub fn of(&self, field: &str) -> &str {
        self.0.iter().find(|(name, _)| *name == field).map_or("", |(_, text)| text)
    }

    /// Whether something is wrong with a field.
    pub fn has(&self, field: &str) -> bool {
        self.0.iter().any(|(name, _)| *name == field)
    }
}

/// A problem in a reader's language.
pub fn problem_text(problem: &mutua_domain::Problem, l: &Locale) -> String {
    let args: Vec<(&str, Arg<'_>)> = problem.args.iter().map(|(name, n)| (*name, Arg::Number(*n))).collect();
    l.with(&format!("problem-{}", problem.code), &args)
}

impl Frame {
    /// Reads it for the person who asks.
    ///
    /// # Errors
    /// What the database says.
    pub fn read(cx: &mut Cx<'_, '_>, seed: &FrameSeed) -> Result<Self> {
        let viewer = match &cx.actor {
            Actor::Person(person) => Some(person.clone()),
            Actor::Nobody | Actor::System => None,
        };
        let unread = if viewer.is_some() { mutua_service::notices::unread(cx)? } else { 0 };
        let mut frame = Self::signed_out(seed, cx.now);
        if let Some(person) = &viewer {
            let language = Language::from_tag(&person.language).unwrap_or(seed.language);
            frame.l = Locale::new(language, &person.time_zone);
        }
        frame.viewer = viewer;
        frame.unread = unread;
        Ok(frame)
    }

    /// The frame of a page that needs no database, such as one that says it is away.
    pub fn signed_out(seed: &FrameSeed, now: Timestamp) -> Self {
        Self {
            l: Locale::new(seed.language, "UTC"),
            now,
            viewer: None,
            is_unsure: false,
            unread: 0,
            path: seed.path.clone(),
            flash: seed.flash.clone(),
            theme: match seed.theme.as_deref() {
                Some("light") => "light",
                Some("dark") => "dark",
                _ => "",
            },
            errors: Errors::default(),
        }
    }

    /// The same after a submission that had problems.
    #[must_use]
    pub fn with_problems(mut self, invalid: &Invalid) -> Self {
        self.errors = Errors::told(invalid, &self.l);
        self
    }

    /// The address of a static file, with its version.
    pub fn asset(&self, path: &str) -> &'static str {
        assets::address(path)
    }

    /// Whether this is the page of a navigation entry, or lies under it.
    pub fn is_at(&self, entry: &str) -> bool {
        let path = self.path.split('?').next().unwrap_or("/");
        path == entry || (entry != "/" && path.strip_prefix(entry).is_some_and(|rest| rest.starts_with('/')))
    }

    /// Two letters for a name.
    pub fn initials(&self, name: &str) -> String {
        let mut words = name.split_whitespace();
        let first = words.next().and_then(|word| word.chars().next());
        let last = words.last().and_then(|word| word.chars().next());
        match (first, last) {
            // Letters of scripts that join would grow together.
            (Some(first), Some(last)) if !first.is_ascii() => format!("{first}\u{200c}{last}").to_uppercase(),
            _ => first.into_iter().chain(last).flat_map(char::to_uppercase).collect(),
        }
    }

    /// Which of the eight colours stands for a person.
    pub fn shade(&self, id: &mutua_domain::id::PersonId) -> u8 {
        id.0.as_bytes()[15] % 8
    }
}
