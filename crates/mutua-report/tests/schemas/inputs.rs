//! Files for the commands to read.

use std::fmt::Write;
use std::path::Path;

pub const COUPLES: [&str; 8] =
    ["--dyad", "dyad", "--person", "member", "--outcome", "satisfaction_a", "--actor", "other_pos_a"];
pub const DIARY: [&str; 8] =
    ["--dyad", "coupleID", "--person", "personID", "--outcome", "closeness", "--time", "diaryday"];
pub const GAPS: [&str; 8] = ["--dyad", "d", "--person", "p", "--outcome", "y", "--actor", "x"];

/// A folder of files for as long as it lives.
pub struct Inputs(tempfile::TempDir);

impl Inputs {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    pub fn file(&self, name: &str, content: &str) -> String {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }
}

/// A file of the analysis library's tests.
pub fn data(file: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../mutua-analysis/tests/data")
        .join(file)
        .display()
        .to_string()
}

/// Everyone returns what they get, in amounts that binary fractions don't hold.
pub fn all_returned() -> String {
    let mut rows = String::from("from,to,w\n");
    for a in 0..13 {
        for b in 0..a {
            let weight = f64::from((a * 7 + b * 3) % 11 + 1) / 10.0;
            let _ = writeln!(rows, "P{a},P{b},{weight}\nP{b},P{a},{weight}");
        }
    }
    rows
}

/// Ties of two kinds over three years, some of which last.
pub fn of_years() -> String {
    let mut rows = String::from("year,from,to,kind\n");
    for year in 0..3 {
        for from in 0..12 {
            for to in (0..12).filter(|to| (from * 5 + to * 3 + year * (from % 3)) % 4 == 0) {
                let kind = if (from + to) % 5 == 0 { "rides" } else { "food" };
                let _ = writeln!(rows, "{},P{from},P{to},{kind}", 2022 + year);
            }
        }
    }
    rows
}

/// Helps that the giver, the receiver, both, or nobody knows to have told.
pub fn told_by() -> String {
    let mut rows = String::from("time,from,to,kind,minutes,told_by\n");
    let start = jiff::civil::date(2024, 1, 1);
    for week in 0..30 {
        let day = start.checked_add(jiff::Span::new().days(week * 7)).unwrap();
        let _ = writeln!(rows, "{day},Ana,Ben,ride,20,both\n{day},Ben,Ana,ride,5,giver\n{day},Cy,Ana,,,");
    }
    rows
}

/// Pairs with rows that name nobody, lack values, or can't be read.
pub fn gaps() -> String {
    let mut rows = String::from("d,p,y,x\n");
    for k in 0..40 {
        let _ = writeln!(rows, "k{},p{},{},{}", k / 2, k % 2, (k * 7) % 11, (k * 5) % 13);
    }
    rows + ",Ana,1,2\nk30,,1,2\nk31,Ana,1,2\nk32,Ana,NA,2\nk33,Ana,many,2\n"
}
