//! What is fuzzed of the server: whatever people type, upload or have their programs send may be refused, none of it may
//! make a panic, and what is taken must keep its promises. Called by the fuzz targets and, with bytes that proptest makes,
//! by the tests of mutua-web.

use jiff::{Timestamp, tz::TimeZone};
use mutua_domain::{
    score::Score,
    text::{Email, Line, Lines, Name, NewPassword, Title, Words, search_words},
};
use mutua_l10n::Language;
use mutua_mail::Transport;
use mutua_service::{
    asks::AskInput, circles::CircleInput, needs::NeedInput, offers::OfferInput, supporters::cards,
    thanks::ThanksInput,
};
use mutua_web::Proxies;
use serde::de::DeserializeOwned;

/// Files of cards.
pub fn vcards(bytes: &[u8]) {
    if let Ok(read) = cards::parse(bytes) {
        assert!(!read.cards.is_empty() || read.nameless > 0, "a file without cards is told to be one");
        for card in &read.cards {
            assert!(Name::parse(&card.name).is_ok(), "what was read can be kept");
            for lines in card.ways.iter().chain(&card.note) {
                assert!(Lines::parse(lines).is_ok(), "what was read can be kept");
            }
        }
    }
}

/// Forms and JSON, as the bodies of requests.
pub fn bodies(bytes: &[u8]) {
    let (now, zone) = (Timestamp::UNIX_EPOCH, TimeZone::UTC);
    each_way::<AskInput>(bytes, |ask| {
        if let Ok(ask) = ask.parse(now, &zone) {
            assert!(ask.when.times.len() <= 20 && ask.when.end().is_none_or(|end| end > now));
        }
    });
    each_way::<CircleInput>(bytes, |circle| drop(circle.parse()));
    each_way::<NeedInput>(bytes, |need| drop(need.parse()));
    each_way::<OfferInput>(bytes, |offer| drop(offer.parse()));
    each_way::<ThanksInput>(bytes, |thanks| drop(thanks.parse()));
}

fn each_way<T: DeserializeOwned>(bytes: &[u8], read: impl Fn(&T)) {
    if let Ok(input) = serde_html_form::from_bytes(bytes) {
        read(&input);
    }
    if let Ok(input) = serde_json::from_slice(bytes) {
        read(&input);
    }
}

/// Texts, headers and settings.
pub fn texts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    macro_rules! to_itself {
        ($($kind:ty),*) => {$(
            if let Ok(read) = <$kind>::parse(text) {
                assert_eq!(<$kind>::parse(read.as_str()), Ok(read));
            }
        )*};
    }
    to_itself!(Name, Title, Line, Lines, Words, Email);
    let _ = (NewPassword::parse(text), Score::parse(text));
    assert!(search_words(text).iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace)));
    let _ = Language::negotiate(text);
    if let Ok(transport) = Transport::parse(text) {
        let shown = transport.to_string();
        assert!(
            shown.contains("***") || Transport::parse(&shown).is_ok_and(|again| again.to_string() == shown)
        );
    }
    if let Ok(proxies) = text.parse::<Proxies>() {
        assert_eq!(proxies.to_string().parse::<Proxies>(), Ok(proxies));
    }
}
