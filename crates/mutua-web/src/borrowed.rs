//! English on a page of a language that is only begun.
//!
//! The words come marked ([`mutua_l10n::Locale::t`]), so that they keep their direction wherever they stand. Between tags
//! the marks become an element that says which language it is, for screen readers and for the choice of a typeface. In
//! attributes and in what takes text alone they stay.

use mutua_l10n::bidi::{END, LEFT_TO_RIGHT};

/// Elements that take text alone.
const TEXT_ONLY: [&str; 3] = ["title", "option", "textarea"];

/// A finished page, with its borrowed words named as English.
pub fn named(html: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    let mut text_only = false;
    while let Some(start) = rest.find('<') {
        let (text, from_tag) = rest.split_at(start);
        push_text(&mut out, text, text_only);
        let (tag, after) = from_tag.split_at(end_of_tag(from_tag));
        if TEXT_ONLY.iter().any(|name| is_tag(tag, name)) {
            text_only = !tag.starts_with("</");
        }
        out.push_str(tag);
        rest = after;
    }
    push_text(&mut out, rest, text_only);
    out
}

/// One past the end of the tag that this begins with. A `>` in a quoted value doesn't end it.
fn end_of_tag(html: &str) -> usize {
    let mut quote = None;
    for (at, c) in html.char_indices() {
        match (quote, c) {
            (None, '>') => return at + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if open == c => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn is_tag(tag: &str, name: &str) -> bool {
    let begun = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<'));
    begun.and_then(|t| t.strip_prefix(name)).is_some_and(|after| after.starts_with(['>', ' ', '\n']))
}

fn push_text(out: &mut String, mut text: &str, text_only: bool) {
    while !text_only && let Some(start) = text.find(LEFT_TO_RIGHT) {
        let inside = start + LEFT_TO_RIGHT.len_utf8();
        let Some(end) = matching_end(&text[inside..]) else { break };
        out.push_str(&text[..start]);
        out.push_str("<span lang=\"en\" dir=\"ltr\">");
        out.push_str(&text[inside..inside + end]);
        text = &text[inside + end + END.len_utf8()..];
        // What follows at once belongs to the same paragraph: set apart, the second sentence would stand before the first.
        while let Some(next) = text.trim_start().strip_prefix(LEFT_TO_RIGHT)
            && let Some(end) = matching_end(next)
        {
            out.push(' ');
            out.push_str(&next[..end]);
            text = &next[end + END.len_utf8()..];
        }
        out.push_str("</span>");
    }
    out.push_str(text);
}

/// Where the marked text ends that begins here; marks inside it (around names) are stepped over.
fn matching_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '\u{2066}'..='\u{2068}' => depth += 1,
            END if depth == 0 => return Some(at),
            END => depth -= 1,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borrowed_words_say_that_they_are_english() {
        assert_eq!(
            named("<p>\u{2066}Keep it.\u{2069} مرحبا</p>"),
            "<p><span lang=\"en\" dir=\"ltr\">Keep it.</span> مرحبا</p>"
        );
        assert_eq!(
            named("<b>\u{2066}by \u{2068}ليلى\u{2069}, today\u{2069}</b>"),
            "<b><span lang=\"en\" dir=\"ltr\">by \u{2068}ليلى\u{2069}, today</span></b>"
        );
    }

    #[test]
    fn sentences_that_follow_each_other_stay_in_their_order() {
        assert_eq!(
            named("<p>\u{2066}One.\u{2069} \u{2066}Two.\u{2069}</p>"),
            "<p><span lang=\"en\" dir=\"ltr\">One. Two.</span></p>"
        );
    }

    #[test]
    fn where_only_text_may_stand_the_marks_stay() {
        for html in [
            "<title>\u{2066}API\u{2069}</title>",
            "<option value=\"a\">\u{2066}A day\u{2069}</option>",
            "<textarea rows=\"2\">\u{2066}x\u{2069}</textarea>",
            "<a aria-label=\"\u{2066}a > b\u{2069}\">c</a>",
        ] {
            assert_eq!(named(html), html);
        }
    }

    /// People can type the marks too; what they type can't open an element that it doesn't close.
    #[test]
    fn marks_without_an_end_change_nothing() {
        for html in ["<p>\u{2066}no end</p><p>\u{2069}</p>", "<p>\u{2069}\u{2066}</p>", "a < b"] {
            assert_eq!(named(html), html);
        }
    }
}
