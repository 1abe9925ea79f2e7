//! Figures, their limits, and the table of them.

use serde::{Deserialize, Serialize};

/// Which side of a limit is good.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Limit {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// Told for what it is worth.
    None,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// The median over the rounds.
    pub value: f64,
    /// Its unit; empty for a ratio.
    pub unit: String,
    /// The least and the most of any round.
    pub range: (f64, f64),
    /// What it has to be.
    pub limit: Limit,
}

impl Figure {
    /// A figure from its rounds.
    pub fn of(what: impl Into<String>, unit: &str, rounds: &[f64], limit: Limit) -> Self {
        let mut sorted = rounds.to_vec();
        sorted.sort_by(f64::total_cmp);
        let range = (sorted.first().copied().unwrap_or(f64::NAN), sorted.last().copied().unwrap_or(f64::NAN));
        Self { what: what.into(), value: median(rounds), unit: unit.to_owned(), range, limit }
    }

    /// Whether the limit holds.
    pub fn holds(&self) -> bool {
        match self.limit {
            Limit::AtLeast(least) => self.value >= least,
            Limit::AtMost(most) => self.value <= most,
            Limit::None => true,
        }
    }

    fn limit_text(&self) -> String {
        match self.limit {
            Limit::AtLeast(least) => format!("at least {}", number(least)),
            Limit::AtMost(most) => format!("at most {}", number(most)),
            Limit::None => String::new(),
        }
    }

    fn cells(&self) -> [String; 4] {
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        let verdict = match (self.limit, self.holds()) {
            (Limit::None, _) => String::new(),
            (_, true) => "holds".into(),
            (_, false) => "MISSED".into(),
        };
        let limit = self.limit_text();
        let range = format!("{} … {}", number(self.range.0), number(self.range.1));
        [
            self.what.clone(),
            format!("{}{unit}", number(self.value)),
            range,
            [limit, verdict].join(" ").trim().to_owned(),
        ]
    }
}

/// The middle one.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    match sorted.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => sorted[n / 2],
        n => f64::midpoint(sorted[n / 2 - 1], sorted[n / 2]),
    }
}

/// Three digits that count, and no more than needed.
fn number(value: f64) -> String {
    match value.abs() {
        size if size >= 100.0 || value.fract() == 0.0 => format!("{value:.0}"),
        size if size >= 10.0 => format!("{value:.1}"),
        size if size >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

/// A Markdown table of figures, readable as it is.
pub fn table(figures: &[Figure]) -> String {
    let mut rows = vec![["what", "median", "rounds", "limit"].map(str::to_owned)];
    rows.extend(figures.iter().map(Figure::cells));
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let line = |row: &[String; 4]| {
        let cells: Vec<String> =
            row.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = line(&rows[0]);
    text.push_str(&format!("|{}|\n", widths.map(|width| "-".repeat(width + 2)).join("|")));
    rows[1..].iter().for_each(|row| text.push_str(&line(row)));
    text
}

/// The figures of a run as a page of the documents.
pub fn page(sections: &[(&str, Vec<Figure>)], rounds: usize, command: &str) -> String {
    let today = mutua_domain::Clock::system().now().strftime("%-d %B %Y");
    let machine = machine();
    let mut text = format!(
        "# Performance\n\nWritten by `{command}` on {today}, {machine}.\n\n\
         Absolute figures are those of that machine. What counts is the ratio of two sides that were measured in turns in\n\
         the same run; each is the median of {rounds} rounds, and the rounds' least and most stand beside it. The load\n\
         comes from a process of its own on the same machine; the CPU is the server's alone.\n"
    );
    for (name, figures) in sections {
        text.push_str(&format!("\n## {name}\n\n{}", table(figures)));
    }
    text
}

/// The machine, without its name.
fn machine() -> String {
    let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = read("/proc/meminfo");
    let memory = memory.lines().find_map(|line| line.strip_prefix("MemTotal:")).unwrap_or("0");
    let kilobytes: u64 = memory.trim().trim_end_matches("kB").trim().parse().unwrap_or(0);
    let load = read("/proc/loadavg");
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    format!(
        "on a virtual machine with {cores} cores and {} GB under Linux; load average at the end {load}",
        kilobytes.div_ceil(1_000_000)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_decides_whether_a_limit_holds() {
        let figure = |rounds: &[f64], limit| Figure::of("x", "", rounds, limit).holds();
        assert!(figure(&[0.1, 0.13, 0.9], Limit::AtLeast(0.12)));
        assert!(!figure(&[0.1, 0.11, 0.9], Limit::AtLeast(0.12)));
        assert!(figure(&[1.0, 2.0], Limit::AtMost(1.5)));
        assert!(!figure(&[], Limit::AtMost(1.5)), "what wasn't measured doesn't hold");
    }
}
