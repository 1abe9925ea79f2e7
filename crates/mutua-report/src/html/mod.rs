//! Self-contained pages and their drawings.
//!
//! What lives here: the frame of a page, and drawings that any command may use ([`draw`]). What must not: what a figure
//! means; that is said by the command that knows it.
//!
//! A page loads nothing and runs nothing. It is light or dark as its reader's system is, and can be printed. Each
//! drawing comes with the table of its figures. Colours are told apart by people who see few of them, and stand out
//! from their ground by 3 to 1 or more, text by 4.5 to 1 or more; a test computes it.
//!
//! ```
//! use mutua_report::html::{Figure, Page, Section, draw};
//! use mutua_report::output::DataTable;
//!
//! let table = DataTable::new("Help given", ["person"], ["times"]).row(["Ana", "5"]).row(["Ben", "3"]);
//! let drawing = draw::bars("Help given", &[("Ana", 5.0), ("Ben", 3.0)]);
//! let page = Page::new("A small circle")
//!     .intro("Two persons.")
//!     .section(Section::new("Load").words("Ana gives most.").figure(Figure::new(drawing, table)))
//!     .how("Helps are counted.");
//! let html = page.render();
//! assert!(html.starts_with("<!doctype html>") && html.contains("<svg"));
//! ```

pub mod draw;
mod layout;
mod svg;

use askama::Template;

pub use svg::Drawing;

use crate::output::{Align, DataTable, MOST_ROWS};

/// Longer tables are folded away, and so is each that stands below its drawing.
const UNFOLDED: usize = 40;

/// A page that is being put together.
#[derive(Debug, Clone, Default)]
pub struct Page {
    title: String,
    intro: Vec<String>,
    remarks: Vec<String>,
    facts: Vec<Fact>,
    sections: Vec<Section>,
    how: Vec<String>,
    sources: Vec<String>,
}

#[derive(Debug, Clone)]
struct Fact {
    name: String,
    value: String,
    note: String,
}

impl Page {
    /// A page with nothing but its title.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    /// A paragraph below the title; the first is set larger.
    #[must_use]
    pub fn intro(mut self, words: impl Into<String>) -> Self {
        self.intro.push(words.into());
        self
    }

    /// What a reader must know before anything else, such as rows that were left out.
    #[must_use]
    pub fn remark(mut self, words: Option<String>) -> Self {
        self.remarks.extend(words);
        self
    }

    /// One of the few figures at the top, with a short note on what it says (may be empty).
    #[must_use]
    pub fn fact(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
        note: impl Into<String>,
    ) -> Self {
        self.facts.push(Fact { name: name.into(), value: value.into(), note: note.into() });
        self
    }

    /// A section.
    #[must_use]
    pub fn section(mut self, section: Section) -> Self {
        self.sections.push(section);
        self
    }

    /// A paragraph on how the figures are computed.
    #[must_use]
    pub fn how(mut self, words: impl Into<String>) -> Self {
        self.how.push(words.into());
        self
    }

    /// A source: author, year, title, where.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.sources.push(source.into());
        self
    }

    /// The page as HTML.
    pub fn render(&self) -> String {
        let css = include_str!("../../templates/report.css");
        let frame = Frame { page: self, css, version: env!("CARGO_PKG_VERSION") };
        // Writing into a string fails only where a template asks for a failure; this one doesn't.
        frame.render().unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "report.html")]
struct Frame<'a> {
    page: &'a Page,
    css: &'a str,
    version: &'a str,
}

/// A section of a page.
#[derive(Debug, Clone, Default)]
pub struct Section {
    heading: String,
    words: Vec<String>,
    figures: Vec<Figure>,
}

impl Section {
    /// A section with nothing but its heading.
    pub fn new(heading: impl Into<String>) -> Self {
        Self { heading: heading.into(), ..Self::default() }
    }

    /// A paragraph before the figures.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.words.push(words.into());
        self
    }

    /// A drawing with its table, or either.
    #[must_use]
    pub fn figure(mut self, figure: Figure) -> Self {
        self.figures.push(figure);
        self
    }
}

/// A drawing and the table of its figures.
#[derive(Debug, Clone)]
pub struct Figure {
    drawing: Option<Drawing>,
    caption: String,
    table: Option<DataTable>,
}

impl Figure {
    /// A drawing and its table.
    pub fn new(drawing: Drawing, table: DataTable) -> Self {
        Self { drawing: Some(drawing), caption: String::new(), table: Some(table) }
    }

    /// A table alone, where it says more than a drawing would.
    pub fn table(table: DataTable) -> Self {
        Self { drawing: None, caption: String::new(), table: Some(table) }
    }

    /// With words below the drawing, on how to read it.
    #[must_use]
    pub fn caption(self, caption: impl Into<String>) -> Self {
        Self { caption: caption.into(), ..self }
    }

    fn folded(&self) -> bool {
        self.drawing.is_some() || self.table.as_ref().is_some_and(|table| table.rows.len() > UNFOLDED)
    }

    fn shown_rows(&self) -> &[Vec<String>] {
        self.table.as_ref().map_or(&[], |table| &table.rows[..table.rows.len().min(MOST_ROWS)])
    }

    fn hidden_rows(&self) -> usize {
        self.table.as_ref().map_or(0, |table| table.rows.len().saturating_sub(MOST_ROWS) + table.more)
    }
}

impl Align {
    fn is_right(&self) -> bool {
        *self == Self::Right
    }
}

impl DataTable {
    /// Values of a row, and whether each goes to the right. Where a value runs over two lines, no number stands without
    /// its percent.
    fn cells<'a>(&'a self, row: &'a [String]) -> impl Iterator<Item = (String, bool)> {
        row.iter()
            .zip(&self.columns)
            .map(|(value, (_, align))| (value.replace(" %", "\u{a0}%"), align.is_right()))
    }
}
