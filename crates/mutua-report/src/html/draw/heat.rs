//! A matrix as shades.

use super::super::svg::{Anchor, Drawing, Svg, label_room};
use super::scale::range;
use crate::output::number;

/// A square for each pair of row and column; the larger the value, the stronger the shade. Rows give, columns receive,
/// where it is help. `values[row][column]`; nothing is drawn for 0 and for NaN.
pub fn heat(title: &str, rows: &[&str], columns: &[&str], values: &[Vec<f64>]) -> Drawing {
    let [_, largest] = range(values.iter().flatten().copied());
    let about = format!(
        "A matrix of {} rows by {} columns; the largest value is {}",
        rows.len(),
        columns.len(),
        number(largest)
    );
    Drawing::of(|width| {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let (down, across) = (rows.len().max(1) as f64, columns.len().max(1) as f64);
        let labels = (width - 80.0) / across >= 15.0 && rows.len() <= 40;
        let left = if labels { label_room(rows.iter().copied(), width * 0.36) + 8.0 } else { 4.0 };
        let size = ((width - left - 4.0) / across).min(34.0);
        let top = if labels { column_room(columns) } else { 4.0 };
        let mut svg = Svg::new(width, top + size * down + 6.0, title, &about);
        if labels {
            for (at, name) in (0_u32..).zip(columns) {
                let x = left + size * (f64::from(at) + 0.5) + 4.5;
                svg.upright([x, top - 6.0], name, top - 8.0);
            }
        }
        for (at, (row, name)) in values.iter().zip(rows).enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
            let y = top + size * at as f64;
            if labels {
                svg.label([left - 8.0, y + size / 2.0 + 4.5], Anchor::End, "", name, left - 8.0);
            }
            svg.rect([left, y, size * across, (size - 0.8).max(0.5)], "band", "");
            cells(&mut svg, row, columns, name, largest, [left, y, size]);
        }
        svg
    })
}

fn column_room(columns: &[&str]) -> f64 {
    columns.iter().map(|name| super::super::svg::text_width(name)).fold(0.0, f64::max).min(110.0) + 12.0
}

fn cells(svg: &mut Svg, row: &[f64], columns: &[&str], name: &str, largest: f64, [left, y, size]: [f64; 3]) {
    for (at, value) in row.iter().enumerate().filter(|(_, value)| value.is_finite() && **value > 0.0) {
        #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
        let x = left + size * at as f64;
        // The root keeps small values visible beside large ones.
        let share = 25.0 + 75.0 * (value / largest).sqrt();
        let edge = (size - 0.8).max(0.5);
        let column = columns.get(at).copied().unwrap_or_default();
        let path = format!("M{x:.1} {y:.1}h{edge:.1}v{edge:.1}h-{edge:.1}z");
        let style = format!("fill-opacity:{share:.0}%");
        svg.path(&path, "f1", &style, &format!("{name} to {column}: {}", number(*value)));
    }
}
