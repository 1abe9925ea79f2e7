//! The figures of each person, as CSV.

use std::path::Path;

use mutua_analysis::network::Order;

use super::ranking::by_name;
use crate::output::{Failure, write_whole};
use crate::read::Ties;

const COLUMNS: [&str; 8] = [
    "id",
    "out_arcs",
    "in_arcs",
    "given",
    "received",
    "hodge_unit_potential",
    "hodge_volume_potential",
    "betweenness",
];

/// Writes a row for each person; figures that were not worked out stay empty.
pub(super) fn write(
    path: &Path,
    ties: &Ties,
    order: Option<&Order>,
    betweenness: Option<&[f64]>,
) -> Result<(), Failure> {
    let failed = |error: csv::Error| Failure::Input(format!("{}: {error}", path.display()));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS).map_err(failed)?;
    let cell = |values: Option<&[f64]>, person: u32| {
        values.map_or_else(String::new, |values| values[person as usize].to_string())
    };
    for person in by_name(&ties.names) {
        let network = &ties.network;
        let row = [
            ties.names.get(person).to_owned(),
            network.receivers(person).len().to_string(),
            network.givers(person).len().to_string(),
            network.given(person).to_string(),
            network.received(person).to_string(),
            cell(order.and_then(|order| order.unit_potential.as_deref()), person),
            cell(order.and_then(|order| order.volume_potential.as_deref()), person),
            cell(betweenness, person),
        ];
        writer.write_record(row).map_err(failed)?;
    }
    let content = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
    write_whole(path, &content)
}
