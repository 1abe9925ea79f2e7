//! The languages that Mutua speaks, and how each is written.

/// A language that Mutua speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// Arabic.
    Arabic,
}

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As English is.
    LeftToRight,
    /// As Arabic is.
    RightToLeft,
}

impl Direction {
    /// As `dir=` takes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// Every language, in the order of the menu.
    pub const ALL: &'static [Self] = &[Self::English, Self::German, Self::Arabic];

    /// Its BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Arabic => "ar",
        }
    }

    /// Its name in itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
            Self::Arabic => "العربية",
        }
    }

    /// Which way it is written.
    pub const fn direction(self) -> Direction {
        match self {
            Self::English | Self::German => Direction::LeftToRight,
            Self::Arabic => Direction::RightToLeft,
        }
    }

    /// Whether its translation is only begun: what it doesn't say yet is said in English.
    pub const fn is_begun(self) -> bool {
        match self {
            Self::English | Self::German => false,
            Self::Arabic => true,
        }
    }

    /// The language of a tag such as `de` or `de-AT`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let base = tag.split(['-', '_']).next().unwrap_or(tag);
        Self::ALL.iter().copied().find(|language| language.tag().eq_ignore_ascii_case(base))
    }

    /// The first language of an `Accept-Language` header that we speak, by its weights; English if none.
    pub fn negotiate(header: &str) -> Self {
        let mut wanted: Vec<(f32, Self)> = header
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let language = Self::from_tag(pieces.next()?.trim())?;
                let weight = pieces.find_map(|p| p.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0);
                Some((weight, language))
            })
            .collect();
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map_or(Self::English, |(_, language)| *language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negotiation_follows_the_weights() {
        assert_eq!(Language::negotiate("fr, de;q=0.8, en;q=0.5"), Language::German);
        assert_eq!(Language::negotiate("en-GB,de;q=0.9"), Language::English);
        assert_eq!(Language::negotiate("ar-EG, en;q=0.7"), Language::Arabic);
        assert_eq!(Language::negotiate("¡;q=x,,;"), Language::English);
    }
}
