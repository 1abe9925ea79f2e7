//! Instances as JSON: reading, and telling what is wrong where.

use std::fmt;
use std::io::Read;
use std::path::Path;

use mutua_analysis::flow::matching::{Helper, Instance};
use serde::Deserialize;
use serde::de::{self, Deserializer, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::output::Failure;

/// An instance that was read.
#[derive(Debug)]
pub struct Given {
    pub name: Option<String>,
    pub instance: Instance,
}

/// The instances of a file, not yet read.
#[derive(Debug)]
pub struct Instances<'a> {
    pub is_list: bool,
    pub instances: Vec<Raw<'a>>,
}

/// The text of an instance.
#[derive(Debug)]
pub struct Raw<'a> {
    json: &'a RawValue,
    /// Its position in a list
    position: Option<usize>,
}

/// Reads a file's text; tells also what messages call it.
pub fn text(path: &Path) -> Result<(String, String), Failure> {
    let (name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        let read = std::io::stdin().read_to_end(&mut bytes);
        ("standard input".to_owned(), read.map(|_| bytes))
    } else {
        (path.display().to_string(), std::fs::read(path))
    };
    let bytes = bytes.map_err(|why| Failure::File { what: name.clone(), why })?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Failure::Input(format!("{name}, line {line}: not UTF-8, which JSON is written in"))
    })?;
    let text = text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text);
    Ok((name, text))
}

/// Finds the instances in a text. Errors begin with the place, to follow the name of the file.
pub fn instances(text: &str) -> Result<Instances<'_>, String> {
    if text.trim_start().is_empty() {
        return Err(": empty: an instance or a list of them is needed, as JSON".to_owned());
    }
    let no_json = |error: serde_json::Error| {
        format!(", line {}, column {}: not JSON: {}", error.line(), error.column(), why(&error))
    };
    let whole: &RawValue = serde_json::from_str(text).map_err(no_json)?;
    match whole.get().as_bytes().first() {
        Some(b'[') => {
            let list: Vec<&RawValue> = serde_json::from_str(text).map_err(no_json)?;
            let raw = |(position, json)| Raw { json, position: Some(position) };
            Ok(Instances { is_list: true, instances: list.into_iter().enumerate().map(raw).collect() })
        }
        Some(b'{') => Ok(Instances { is_list: false, instances: vec![Raw { json: whole, position: None }] }),
        _ => Err(": neither an instance (an object) nor a list of them".to_owned()),
    }
}

impl Raw<'_> {
    /// Reads and checks it. `text` is that of the file, to tell the place of an error.
    pub fn read(&self, text: &str) -> Result<Given, String> {
        let mut json = serde_json::Deserializer::from_str(self.json.get());
        let file: File = serde_path_to_error::deserialize(&mut json).map_err(|error| {
            let path = error.path().to_string();
            let field = if path == "." { String::new() } else { format!("{path}: ") };
            let (line, column) = self.place(text, error.inner());
            self.says(
                self.name().as_deref(),
                &format!("line {line}, column {column}: {field}{}", why(error.inner())),
            )
        })?;
        let name = file.name.clone();
        file.instance()
            .map(|instance| Given { name: name.clone(), instance })
            .map_err(|why| self.says(name.as_deref(), &why))
    }

    /// Begins what is said of this instance, to follow the name of the file.
    pub fn says(&self, name: Option<&str>, what: &str) -> String {
        match (self.position, name) {
            (Some(position), Some(name)) => format!(", instance {position} (\"{}\"): {what}", shown(name)),
            (Some(position), None) => format!(", instance {position}: {what}"),
            (None, _) => format!(": {what}"),
        }
    }

    fn name(&self) -> Option<String> {
        #[derive(Deserialize)]
        struct Named {
            name: Option<String>,
        }
        serde_json::from_str::<Named>(self.json.get()).ok()?.name
    }

    /// Line and column in the file.
    fn place(&self, text: &str, error: &serde_json::Error) -> (usize, usize) {
        let offset = (self.json.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
        let before = text.get(..offset).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        let column = if error.line() == 1 { before.len() - line_start } else { 0 };
        (before.matches('\n').count() + error.line().max(1), column + error.column())
    }
}

/// A name of a file in a message: short, without what would move a terminal's cursor.
fn shown(name: &str) -> String {
    const MOST: usize = 40;
    let clean = |char: char| if char.is_control() { '\u{fffd}' } else { char };
    let short: String = name.chars().take(MOST).map(clean).collect();
    if name.chars().count() > MOST { short + "…" } else { short }
}

/// What serde says, without the place, which is told apart.
fn why(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let text = text.strip_suffix(&place).unwrap_or(&text);
    match text {
        "expected value" => "a value is expected here (NaN and Infinity are no numbers in JSON)".to_owned(),
        text => text.to_owned(),
    }
}

/// An instance as it stands in a file.
#[derive(Deserialize)]
#[serde(expecting = "an instance: an object with match_cost, marginal_load_slope and capacity")]
struct File {
    name: Option<String>,
    asks: Option<usize>,
    helpers: Option<usize>,
    match_cost: Vec<Row>,
    marginal_load_slope: Vec<Slope>,
    capacity: Vec<Capacity>,
    #[serde(default)]
    unmet_cost: Option<Vec<Option<f64>>>,
}

impl File {
    fn instance(self) -> Result<Instance, String> {
        let (asks, of_asks) = match self.asks {
            Some(asks) => (asks, "asks"),
            None => (self.match_cost.len(), "asks, by the length of match_cost"),
        };
        let (helpers, of_helpers) = match self.helpers {
            Some(helpers) => (helpers, "helpers"),
            None => (self.capacity.len(), "helpers, by the length of capacity"),
        };
        let need = |what: &str, found: usize, expected: usize, of: &str| {
            (found == expected)
                .then_some(())
                .ok_or_else(|| format!("{what} has {found} entries; there are {expected} {of}"))
        };
        need("match_cost", self.match_cost.len(), asks, of_asks)?;
        need("capacity", self.capacity.len(), helpers, of_helpers)?;
        need("marginal_load_slope", self.marginal_load_slope.len(), helpers, of_helpers)?;
        if let Some(unmet) = &self.unmet_cost {
            need("unmet_cost", unmet.len(), asks, of_asks)?;
        }
        for (ask, row) in self.match_cost.iter().enumerate() {
            need(&format!("match_cost[{ask}]"), row.length, helpers, of_helpers)?;
        }
        let both = self.capacity.into_iter().zip(self.marginal_load_slope);
        let helpers = both.map(|(capacity, slope)| Helper { capacity: capacity.0, slope: slope.0 }).collect();
        let rows = self.match_cost.into_iter().map(|row| row.costs).collect();
        let unmet = self.unmet_cost.unwrap_or_else(|| vec![None; asks]);
        Instance::from_rows(helpers, rows, unmet).map_err(|error| error.to_string())
    }
}

/// What an ask costs with each helper; only possible matches are kept.
struct Row {
    length: usize,
    costs: Vec<(usize, f64)>,
}

impl<'de> Deserialize<'de> for Row {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Row;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list with a cost or null for each helper")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Row, A::Error> {
                let mut row = Row { length: 0, costs: Vec::new() };
                while let Some(cost) = list.next_element::<Option<f64>>()? {
                    row.costs.extend(cost.map(|cost| (row.length, cost)));
                    row.length += 1;
                }
                Ok(row)
            }
        }
        from.deserialize_seq(Reader)
    }
}

/// How many asks a helper takes on at most. More than can be counted is as good as any large number.
struct Capacity(u32);

impl<'de> Deserialize<'de> for Capacity {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(from)?;
        if number >= 0.0 && number.fract() == 0.0 {
            Ok(Self(number as u32))
        } else {
            Err(de::Error::custom(format!("a capacity is a whole number from 0 up, not {number}")))
        }
    }
}

/// What each further ask of a helper costs more than the one before.
struct Slope(f64);

impl<'de> Deserialize<'de> for Slope {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let number = f64::deserialize(from)?;
        if number >= 0.0 {
            Ok(Self(number))
        } else {
            Err(de::Error::custom(format!(
                "a load slope is a number from 0 up, not {number}: no further ask costs less than the one before"
            )))
        }
    }
}
