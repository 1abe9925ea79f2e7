//! A mail's two texts from one list of parts: plain text, and simple HTML that any reader takes.
//!
//! No images and nothing that calls home. All text is escaped here and nowhere else.

use std::fmt::Write as _;

use mutua_l10n::Locale;

/// A piece of a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    /// Paragraphs; an empty line parts them. Where the text holds this address, it is a link.
    Text { text: String, link: Option<String> },
    /// Heads a group.
    Heading(String),
    /// Entries of a list, with a link where there is one.
    Items(Vec<(String, Option<String>)>),
    /// The one thing to do.
    Button { label: String, url: String },
    /// A further thing that can be done.
    Link { label: String, url: String },
    /// Who sees it, why it came, how to turn it off.
    Small(String),
    /// The same with a link.
    SmallLink { label: String, url: String },
}

impl Part {
    /// A paragraph.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into(), link: None }
    }
}

/// A composed mail, before it is addressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) subject: String,
    pub(crate) plain: String,
    pub(crate) html: String,
}

/// Builds both texts.
pub(crate) fn compose(l: &Locale, subject: String, parts: &[Part]) -> Letter {
    let plain = parts.iter().map(plain_part).collect::<Vec<_>>().join("\n\n") + "\n";
    let html = page(l, &subject, parts);
    Letter { subject, plain, html }
}

fn plain_part(part: &Part) -> String {
    match part {
        Part::Text { text, .. } | Part::Small(text) => text.clone(),
        Part::Heading(text) => format!("{text}\n{}", "-".repeat(text.chars().count().min(60))),
        Part::Items(items) => items
            .iter()
            .map(|(text, url)| match url {
                Some(url) => format!("* {text}\n  {url}"),
                None => format!("* {text}"),
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Part::Button { label, url } | Part::Link { label, url } | Part::SmallLink { label, url } => {
            format!("{label}:\n{url}")
        }
    }
}

/// Colours hold on light and dark ground; mail programs that know `prefers-color-scheme` get softer ones.
const STYLE: &str = ":root{color-scheme:light dark}\
body{margin:0;padding:24px;background:#fbf7f0;color:#2b2622;font:17px/1.5 system-ui,sans-serif}\
main{max-width:34em;margin:0 auto}\
p,ul{margin:0 0 16px}\
h2{font:600 18px/1.3 system-ui,sans-serif;margin:24px 0 8px}\
a{color:#2f5d46}\
.button{display:inline-block;padding:12px 20px;border-radius:8px;background:#2f5d46;color:#ffffff;font-weight:600;text-decoration:none}\
.small{font-size:15px;color:#5d544b}\
hr{border:0;border-top:1px solid #8a7f73;margin:24px 0 16px}\
@media (prefers-color-scheme:dark){body{background:#1d1a17;color:#f1eae0}a{color:#9fd0b4}.button{background:#9fd0b4;color:#12241a}.small{color:#c4b9ab}}";

fn page(l: &Locale, subject: &str, parts: &[Part]) -> String {
    let mut body = String::new();
    let mut in_footer = false;
    for part in parts {
        let small = matches!(part, Part::Small(_) | Part::SmallLink { .. });
        if small && !in_footer {
            body.push_str("<hr>\n");
        }
        in_footer = small;
        html_part(&mut body, part);
    }
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n{body}</main>\n</body>\n</html>\n",
        l.tag(),
        l.dir(),
        escape(subject),
    )
}

fn html_part(body: &mut String, part: &Part) {
    // Writing into a string can't fail.
    let _ = match part {
        Part::Text { text, link } => {
            for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
                let _ = writeln!(body, "<p>{}</p>", paragraph_html(paragraph.trim(), link.as_deref()));
            }
            Ok(())
        }
        Part::Heading(text) => writeln!(body, "<h2>{}</h2>", escape(text)),
        Part::Items(items) => {
            body.push_str("<ul>\n");
            for (text, url) in items {
                let text = escape(text);
                let _ = match url {
                    Some(url) => writeln!(body, "<li><a href=\"{}\">{text}</a></li>", escape(url)),
                    None => writeln!(body, "<li>{text}</li>"),
                };
            }
            writeln!(body, "</ul>")
        }
        Part::Button { label, url } => {
            writeln!(body, "<p><a class=\"button\" href=\"{}\">{}</a></p>", escape(url), escape(label))
        }
        Part::Link { label, url } => {
            writeln!(body, "<p><a href=\"{}\">{}</a></p>", escape(url), escape(label))
        }
        Part::Small(text) => writeln!(body, "<p class=\"small\">{}</p>", escape(text)),
        Part::SmallLink { label, url } => {
            writeln!(body, "<p class=\"small\"><a href=\"{}\">{}</a></p>", escape(url), escape(label))
        }
    };
}

fn paragraph_html(text: &str, link: Option<&str>) -> String {
    let lines = |text: &str| escape(text).replace('\n', "<br>\n");
    match link.filter(|link| !link.is_empty()) {
        Some(link) => {
            let address = escape(link);
            let anchor = format!("<a href=\"{address}\">{address}</a>");
            text.split(link).map(lines).collect::<Vec<_>>().join(&anchor)
        }
        None => lines(text),
    }
}

/// Text as HTML takes it, between tags and in attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use mutua_l10n::Language;

    use super::*;

    #[test]
    fn words_of_people_cannot_become_markup() {
        let l = Locale::new(Language::English, "UTC");
        let bad = "<img src=x onerror='a()'>\"&";
        let parts = [
            Part::Heading(bad.into()),
            Part::Text {
                text: format!("{bad} https://a.example/?x=1&y=2 {bad}"),
                link: Some("https://a.example/?x=1&y=2".into()),
            },
            Part::Items(vec![(bad.into(), Some(bad.into()))]),
            Part::Button { label: bad.into(), url: bad.into() },
        ];
        let html = compose(&l, bad.into(), &parts).html;
        assert!(!html.contains("<img") && !html.contains("onerror='"), "{html}");
        assert!(
            html.contains("<a href=\"https://a.example/?x=1&amp;y=2\">https://a.example/?x=1&amp;y=2</a>")
        );
    }
}
