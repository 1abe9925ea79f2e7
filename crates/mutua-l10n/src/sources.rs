//! The message files, compiled in.

use crate::Language;

macro_rules! files {
    ($language:literal: $($area:literal),+ $(,)?) => {
        &[$(($area, include_str!(concat!("../locales/", $language, "/", $area, ".ftl")))),+]
    };
}

/// The areas and their texts.
pub(crate) const fn of(language: Language) -> &'static [(&'static str, &'static str)] {
    match language {
        Language::English => {
            files!(
                "en": "common", "people", "capacity", "circles", "asks", "check_ins", "helps", "mirror", "offers", "notices",
                "supporters", "wellbeing", "linked_days"
            )
        }
        Language::German => {
            files!(
                "de": "common", "people", "capacity", "circles", "asks", "check_ins", "helps", "mirror", "offers", "notices",
                "supporters", "wellbeing", "linked_days"
            )
        }
        Language::Arabic => {
            files!("ar": "common", "people", "circles", "asks", "check_ins", "helps", "mirror", "offers", "notices")
        }
    }
}
