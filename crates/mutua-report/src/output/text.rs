//! Text for a terminal: headings, wrapped words, aligned columns.

use super::{Align, DataTable};

/// Columns of characters that text keeps to.
const WIDTH: usize = 80;
/// Values are cut to this where a table would be too wide.
const NARROWEST: usize = 8;

/// Text that is being written.
///
/// ```
/// use mutua_report::output::{DataTable, Text};
///
/// let mut text = Text::new(false);
/// text.heading("Network");
/// text.facts(&[("persons", "3".to_owned()), ("ties", "2".to_owned())]);
/// assert_eq!(text.finish(), "Network\n\n  persons  3\n  ties     2\n");
/// ```
#[derive(Debug, Clone, Default)]
pub struct Text {
    text: String,
    color: bool,
}

impl Text {
    /// Nothing yet; with colour or without.
    pub fn new(color: bool) -> Self {
        Self { text: String::new(), color }
    }

    /// All that was written.
    pub fn finish(self) -> String {
        self.text
    }

    /// A heading on a line of its own.
    pub fn heading(&mut self, heading: &str) {
        self.gap();
        let heading = self.strong(&clean(heading));
        self.text.push_str(&heading);
        self.text.push('\n');
    }

    /// Words, wrapped.
    pub fn paragraph(&mut self, words: &str) {
        self.gap();
        for line in wrapped(&clean(words), WIDTH) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }

    /// Names and values below each other; long values are wrapped.
    pub fn facts(&mut self, facts: &[(&str, String)]) {
        self.gap();
        let wide = facts.iter().map(|(name, _)| width(name)).max().unwrap_or_default();
        for (name, value) in facts {
            let lines = wrapped(&clean(value), WIDTH.saturating_sub(wide + 4).max(20));
            for (at, line) in lines.iter().enumerate() {
                let name = if at == 0 { name } else { "" };
                let pad = " ".repeat(wide - width(name));
                self.text.push_str(&format!("  {name}{pad}  {line}\n"));
            }
        }
    }

    /// A table with its caption; no more than `most` rows, and a word on how many more there are.
    pub fn table(&mut self, table: &DataTable, most: usize) {
        self.gap();
        if !table.caption.is_empty() {
            for line in wrapped(&clean(&table.caption), WIDTH) {
                self.text.push_str(&line);
                self.text.push('\n');
            }
        }
        let shown = &table.rows[..table.rows.len().min(most)];
        let mut widths: Vec<_> = table.columns.iter().map(|(name, _)| width(name)).collect();
        for row in shown {
            for (wide, value) in widths.iter_mut().zip(row) {
                *wide = (*wide).max(width(&clean(value)));
            }
        }
        narrow(&mut widths);
        let names: Vec<_> = table.columns.iter().map(|(name, _)| name.clone()).collect();
        let head = line(&names, table, &widths);
        let head = self.dim(&head);
        self.text.push_str(&head);
        self.text.push('\n');
        for row in shown {
            self.text.push_str(&line(row, table, &widths));
            self.text.push('\n');
        }
        let more = table.rows.len() - shown.len() + table.more;
        if more > 0 {
            self.text.push_str(&format!("  and {more} more (--format json has them all)\n"));
        }
    }

    fn gap(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn strong(&self, text: &str) -> String {
        if self.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn dim(&self, text: &str) -> String {
        if self.color { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn line(values: &[String], table: &DataTable, widths: &[usize]) -> String {
    let mut line = String::from(" ");
    for ((value, (_, align)), wide) in values.iter().zip(&table.columns).zip(widths) {
        let value = cut(&clean(value), *wide);
        let pad = " ".repeat(wide - width(&value));
        match align {
            Align::Left => line.push_str(&format!(" {value}{pad} ")),
            Align::Right => line.push_str(&format!(" {pad}{value} ")),
        }
    }
    line.trim_end().to_owned()
}

/// Takes from the widest column until all fit.
fn narrow(widths: &mut [usize]) {
    let room = WIDTH.saturating_sub(1 + 2 * widths.len());
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => return,
        }
    }
}

/// Files may hold what would move a terminal's cursor; it is shown as a mark.
fn clean(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect()
}

fn width(text: &str) -> usize {
    text.chars().count()
}

fn cut(text: &str, wide: usize) -> String {
    if width(text) <= wide {
        return text.to_owned();
    }
    text.chars().take(wide.saturating_sub(1)).chain(['…']).collect()
}

fn wrapped(text: &str, wide: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_whitespace() {
        let long = width(word);
        if used > 0 && used + 1 + long > wide {
            lines.push(String::new());
            used = 0;
        }
        if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
            used += long;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_fits_a_terminal() {
        let mut table = DataTable::new("Long names", ["person", "of"], ["given"]);
        table.push(["a".repeat(70), "b".repeat(70), "12.5".to_owned()]);
        table.push(["Ana\u{1b}[2J", "x", "1"]);
        let mut text = Text::new(false);
        text.table(&table, 10);
        let text = text.finish();
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(!text.contains('\u{1b}'), "control characters of a file reach no terminal");
        assert!(text.contains('…'));
    }

    #[test]
    fn what_is_not_shown_is_counted() {
        let mut table = DataTable::new("", ["person"], []);
        for at in 0..5 {
            table.push([at.to_string()]);
        }
        let mut text = Text::new(false);
        text.table(&table, 2);
        assert!(text.finish().contains("and 3 more"));
    }
}
