//! A page as text that is easy to review: what its main part says, where its links lead, what its forms ask. Looks
//! (classes, icons) are left out, and so is what differs each time (ids, secrets).

use scraper::{ElementRef, Html, Node, Selector};

/// The outline of a page's main part, below its title.
pub fn outline(html: &str) -> String {
    let document = Html::parse_document(html);
    let first = |selector: &str| document.select(&Selector::parse(selector).unwrap()).next();
    let mut lines = Vec::new();
    if let Some(title) = first("title") {
        lines.push(format!("title: {}", squeezed(&title.text().collect::<String>())));
    }
    blocks(first("main").expect("a page has a main part"), 0, &mut lines);
    settled(&(lines.join("\n") + "\n"))
}

/// The children of an element: runs of text on lines of their own, blocks below them.
fn blocks(element: ElementRef<'_>, depth: usize, lines: &mut Vec<String>) {
    let mut run = String::new();
    for child in element.children() {
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => run.push_str(text),
            // What can be chosen stands on a line of its own.
            (_, Some(child)) if child.value().name() == "label" => {
                push(&mut run, depth, lines);
                push(&mut phrase(child), depth, lines);
            }
            (_, Some(child)) if is_phrase(child) => run.push_str(&phrase(child)),
            (_, Some(child)) => {
                push(&mut run, depth, lines);
                block(child, depth, lines);
            }
            _ => {}
        }
    }
    push(&mut run, depth, lines);
}

fn push(run: &mut String, depth: usize, lines: &mut Vec<String>) {
    let text = squeezed(&std::mem::take(run));
    if !text.is_empty() {
        lines.push(format!("{}{text}", "  ".repeat(depth)));
    }
}

fn block(element: ElementRef<'_>, depth: usize, lines: &mut Vec<String>) {
    let name = element.value().name();
    match name {
        "svg" | "datalist" | "script" => {}
        "select" | "textarea" | "input" => lines.push(format!("{}{}", "  ".repeat(depth), control(element))),
        "div" | "header" | "footer" | "tbody" | "thead" | "figure" => blocks(element, depth, lines),
        _ if element.children().filter_map(ElementRef::wrap).all(is_phrase) => {
            let mut run = format!("{}: ", head(element));
            for child in element.children() {
                match (child.value(), ElementRef::wrap(child)) {
                    (Node::Text(text), _) => run.push_str(text),
                    (_, Some(child)) => run.push_str(&phrase(child)),
                    _ => {}
                }
            }
            push(&mut run, depth, lines);
        }
        _ => {
            lines.push(format!("{}{}", "  ".repeat(depth), head(element)));
            blocks(element, depth + 1, lines);
        }
    }
}

/// The name of a block, with what of its attributes says something.
fn head(element: ElementRef<'_>) -> String {
    let value = element.value();
    let mut head = value.name().to_owned();
    if value.name() == "form" {
        head +=
            &format!(" {} {}", value.attr("method").unwrap_or("get"), value.attr("action").unwrap_or("here"));
    }
    for name in ["id", "role", "aria-label", "aria-current", "open", "lang"] {
        if let Some(text) = value.attr(name) {
            head += &if text.is_empty() { format!(" {name}") } else { format!(" {name}={text:?}") };
        }
    }
    head
}

fn is_phrase(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "a" | "abbr" | "b" | "bdi" | "br" | "button" | "code" | "em" | "label" | "small" | "span"
        | "strong" | "time" => element.children().filter_map(ElementRef::wrap).all(is_phrase),
        "svg" => true,
        "input" => matches!(element.value().attr("type"), Some("radio" | "checkbox" | "hidden")),
        _ => false,
    }
}

fn phrase(element: ElementRef<'_>) -> String {
    let value = element.value();
    let inside = || {
        let parts = element.children().map(|child| match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => text.to_string(),
            (_, Some(child)) => phrase(child),
            _ => String::new(),
        });
        squeezed(&parts.collect::<String>())
    };
    let attr = |name: &str| value.attr(name).unwrap_or_default();
    match value.name() {
        "svg" => String::new(),
        "br" => " / ".to_owned(),
        "a" => format!("[{}]({})", value.attr("aria-label").map_or_else(inside, str::to_owned), attr("href")),
        "button" => {
            let to = ["formaction", "name", "value"]
                .iter()
                .filter_map(|name| value.attr(name))
                .collect::<Vec<_>>();
            let text = value.attr("aria-label").map_or_else(inside, str::to_owned);
            if to.is_empty() { format!("<{text}> ") } else { format!("<{text}: {}> ", to.join(" ")) }
        }
        "input" if attr("type") == "hidden" => format!("({}={}) ", attr("name"), attr("value")),
        "input" => {
            let mark = if value.attr("checked").is_some() { "x" } else { " " };
            format!("[{mark}] ")
        }
        // Words keep the space that the markup gives them.
        _ => format!(" {} ", inside()),
    }
}

fn control(element: ElementRef<'_>) -> String {
    let value = element.value();
    let attr = |name: &str| value.attr(name).unwrap_or_default();
    let bad = if attr("aria-invalid") == "true" { ", invalid" } else { "" };
    let content = match value.name() {
        "input" => format!("{} {:?}", value.attr("type").unwrap_or("text"), attr("value")),
        "textarea" => format!("{:?}", squeezed(&element.text().collect::<String>())),
        _ => options(element),
    };
    format!("{} {}: {content}{bad}", value.name(), attr("name"))
}

/// What can be chosen, the choice in front; of a long list the choice alone.
fn options(select: ElementRef<'_>) -> String {
    let all: Vec<_> = select.select(&Selector::parse("option").unwrap()).collect();
    let text = |option: &ElementRef<'_>| squeezed(&option.text().collect::<String>());
    let chosen = all.iter().find(|option| option.value().attr("selected").is_some()).or(all.first());
    let chosen = chosen.map_or_else(String::new, text);
    if all.len() > 12 {
        return format!("{chosen:?} of {}", all.len());
    }
    format!("{chosen:?} of {}", all.iter().map(text).collect::<Vec<_>>().join(" | "))
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without what differs each time.
fn settled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut token = String::new();
    for c in text.chars().chain(std::iter::once('\n')) {
        if c.is_ascii_alphanumeric() || c == '-' || c == '_' {
            token.push(c);
        } else {
            out.push_str(&settled_token(&token));
            token.clear();
            out.push(c);
        }
    }
    out.pop();
    out
}

fn settled_token(token: &str) -> String {
    if let Some(at) = (0..token.len().saturating_sub(35)).find(|at| is_id(&token[*at..at + 36])) {
        return format!("{}ID{}", &token[..at], settled_token(&token[at + 36..]));
    }
    let mixed =
        token.contains(|c: char| c.is_ascii_lowercase()) && token.contains(|c: char| c.is_ascii_uppercase());
    if token.len() >= 20 && mixed { "SECRET".to_owned() } else { token.to_owned() }
}

fn is_id(text: &str) -> bool {
    text.char_indices()
        .all(|(at, c)| if matches!(at, 8 | 13 | 18 | 23) { c == '-' } else { c.is_ascii_hexdigit() })
}
