//! Drawings in SVG: escaping, rounding, text that fits.

use std::fmt::Write;

/// A drawing for wide and for narrow screens: the same figures, laid out for each so that text keeps its size.
#[derive(Debug, Clone)]
pub struct Drawing {
    wide: String,
    narrow: String,
}

/// Width of a drawing on a wide screen and on paper, in pixels.
const WIDE: f64 = 720.0;
/// Width of a drawing on a telephone.
const NARROW: f64 = 316.0;

impl Drawing {
    /// Draws for both widths.
    pub(super) fn of(draw: impl Fn(f64) -> Svg) -> Self {
        Self { wide: draw(WIDE).finish("wide"), narrow: draw(NARROW).finish("narrow") }
    }

    /// Both forms; style sheets show one of them.
    pub fn html(&self) -> String {
        format!("{}\n{}", self.wide, self.narrow)
    }
}

/// Where a text stands from its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A picture that is being drawn. Classes are those of `report.css`.
#[derive(Debug, Clone)]
pub(super) struct Svg {
    pub width: f64,
    pub height: f64,
    title: String,
    about: String,
    body: String,
}

impl Svg {
    /// An empty picture: its title, and what it shows in words for those who don't see it.
    pub fn new(width: f64, height: f64, title: &str, about: &str) -> Self {
        Self { width, height, title: title.to_owned(), about: about.to_owned(), body: String::new() }
    }

    pub fn rect(&mut self, [x, y, width, height]: [f64; 4], class: &str, tip: &str) {
        let (width, height) = (round(width.max(0.0)), round(height.max(0.0)));
        self.element(
            &format!(
                "rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"",
                round(x),
                round(y)
            ),
            tip,
        );
    }

    pub fn circle(&mut self, [x, y]: [f64; 2], radius: f64, class: &str, tip: &str) {
        let (x, y, radius) = (round(x), round(y), round(radius));
        self.element(&format!("circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""), tip);
    }

    pub fn line(&mut self, from: [f64; 2], to: [f64; 2], class: &str) {
        self.path(
            &format!("M{} {}L{} {}", round(from[0]), round(from[1]), round(to[0]), round(to[1])),
            class,
            "",
            "",
        );
    }

    /// A path, with style of its own where it is needed.
    pub fn path(&mut self, path: &str, class: &str, style: &str, tip: &str) {
        let style = if style.is_empty() { String::new() } else { format!(" style=\"{style}\"") };
        self.element(&format!("path class=\"{class}\" d=\"{path}\"{style}"), tip);
    }

    pub fn text(&mut self, [x, y]: [f64; 2], anchor: Anchor, class: &str, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let _ = writeln!(
            self.body,
            "<text{class} x=\"{}\" y=\"{}\"{anchor}>{}</text>",
            round(x),
            round(y),
            escape(text)
        );
    }

    /// A text cut to so many pixels; the whole of it stands in its tip.
    pub fn label(&mut self, at: [f64; 2], anchor: Anchor, class: &str, text: &str, room: f64) {
        let short = fit(text, room);
        if short == text {
            return self.text(at, anchor, class, text);
        }
        let _ = write!(self.body, "<g><title>{}</title>", escape(text));
        self.text(at, anchor, class, &short);
        self.body.push_str("</g>\n");
    }

    /// A text that runs upwards from its point, cut to so many pixels.
    pub fn upright(&mut self, [x, y]: [f64; 2], text: &str, room: f64) {
        let (x, y, short) = (round(x), round(y), fit(text, room));
        let _ = writeln!(
            self.body,
            "<text transform=\"translate({x} {y}) rotate(-90)\">{}</text>",
            escape(&short)
        );
    }

    fn element(&mut self, tag: &str, tip: &str) {
        if tip.is_empty() {
            let _ = writeln!(self.body, "<{tag}/>");
        } else {
            let name = tag.split(' ').next().unwrap_or_default();
            let _ = writeln!(self.body, "<{tag}><title>{}</title></{name}>", escape(tip));
        }
    }

    fn finish(&self, class: &str) -> String {
        format!(
            "<svg class=\"{class}\" viewBox=\"0 0 {} {}\" role=\"img\">\n<title>{}</title>\n<desc>{}</desc>\n{}</svg>",
            round(self.width),
            round(self.height),
            escape(&self.title),
            escape(&self.about),
            self.body
        )
    }
}

/// To a tenth of a pixel; what isn't a number is drawn at 0.
pub(super) fn round(value: f64) -> f64 {
    if value.is_finite() { (value * 10.0).round() / 10.0 + 0.0 } else { 0.0 }
}

/// Text for between tags and for attributes in double quotes. Characters that XML lacks become a mark.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            char if char.is_control() => escaped.push('\u{fffd}'),
            char => escaped.push(char),
        }
    }
    escaped
}

/// How wide a text is at 13 pixels, a little too wide rather than too narrow.
pub(super) fn text_width(text: &str) -> f64 {
    let of = |char: char| match char {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | '\'' | '|' | ' ' => 4.2,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 5.4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 11.8,
        'A'..='Z' => 9.4,
        _ if u32::from(char) >= 0x1100 => 13.5,
        _ => 7.8,
    };
    text.chars().map(of).sum()
}

/// A text cut to so many pixels.
pub(super) fn fit(text: &str, room: f64) -> String {
    if text_width(text) <= room {
        return text.to_owned();
    }
    let mut short = String::new();
    let mut used = text_width("…");
    for char in text.chars() {
        used += text_width(char.encode_utf8(&mut [0; 4]));
        if used > room {
            break;
        }
        short.push(char);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// The room that labels take on the left: as wide as the widest, at most this much.
pub(super) fn label_room<'a>(labels: impl Iterator<Item = &'a str>, most: f64) -> f64 {
    labels.map(text_width).fold(0.0, f64::max).min(most).max(24.0).ceil()
}
