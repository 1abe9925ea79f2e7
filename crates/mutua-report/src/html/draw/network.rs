//! Who helps whom.

use std::collections::BTreeMap;

use super::super::layout;
use super::super::svg::{Anchor, Drawing, Svg, fit, text_width};
use super::{heat, ranks};
use crate::output::number;

/// Up to so many persons are drawn as points and lines.
const POINTS: usize = 150;
/// Up to so many as a matrix.
const MATRIX: usize = 300;
/// More persons are drawn as points too where they have no more ties than this: a matrix would be all but empty.
const SPARSE: usize = 400;
/// Above so many lines arrowheads would hide more than they show.
const ARROWS: usize = 600;

/// Whether [`network`] shows who helps whom: of more persons it shows how unevenly help is spread.
pub fn shows_ties(persons: usize) -> bool {
    persons <= MATRIX
}

/// A network: persons as points, help both ways as plain lines, help one way as arrows, the more the thicker. Larger
/// networks become a matrix, very large ones the spread of what is given and received.
pub fn network(title: &str, names: &[&str], arcs: &[(u32, u32, f64)]) -> Drawing {
    match names.len() {
        0..=POINTS => points(title, names, arcs),
        persons if persons <= MATRIX && arcs.len() <= SPARSE => points(title, names, arcs),
        persons if persons <= MATRIX => matrix(title, names, arcs),
        persons => {
            let (mut given, mut received) = (vec![0.0; persons], vec![0.0; persons]);
            for (from, to, weight) in arcs {
                given[*from as usize] += weight;
                received[*to as usize] += weight;
            }
            ranks(title, "help", &[("given", &given), ("received", &received)])
        }
    }
}

/// Persons sorted by what they give and receive together, so that the busiest meet in one corner.
fn matrix(title: &str, names: &[&str], arcs: &[(u32, u32, f64)]) -> Drawing {
    let mut load = vec![0.0; names.len()];
    for (from, to, weight) in arcs {
        load[*from as usize] += weight;
        load[*to as usize] += weight;
    }
    let mut order: Vec<_> = (0..names.len()).collect();
    order.sort_by(|a, b| load[*b].total_cmp(&load[*a]).then(a.cmp(b)));
    let mut place = vec![0; names.len()];
    for (at, person) in order.iter().enumerate() {
        place[*person] = at;
    }
    let mut values = vec![vec![0.0; names.len()]; names.len()];
    for (from, to, weight) in arcs {
        values[place[*from as usize]][place[*to as usize]] += weight;
    }
    let sorted: Vec<_> = order.iter().map(|person| names[*person]).collect();
    heat(title, &sorted, &sorted, &values)
}

/// What two persons give each other.
#[derive(Debug, Clone, Copy, Default)]
struct Pair {
    /// From the one with the lower number
    there: f64,
    back: f64,
}

fn points(title: &str, names: &[&str], arcs: &[(u32, u32, f64)]) -> Drawing {
    let mut pairs: BTreeMap<(usize, usize), Pair> = BTreeMap::new();
    let mut load = vec![0.0; names.len()];
    for (from, to, weight) in arcs.iter().filter(|(from, to, weight)| from != to && *weight > 0.0) {
        let (from, to) = (*from as usize, *to as usize);
        load[from] += weight;
        load[to] += weight;
        let pair = pairs.entry((from.min(to), from.max(to))).or_default();
        if from < to { pair.there += weight } else { pair.back += weight }
    }
    let both = pairs.values().filter(|pair| pair.there > 0.0 && pair.back > 0.0).count();
    let about = format!(
        "{} persons; {both} pairs help each other, {} pairs one way. The table names who helps whom.",
        names.len(),
        pairs.len() - both
    );
    let keys: Vec<_> = pairs.keys().copied().collect();
    let places = layout::places(names.len(), &keys);
    let most = load.iter().copied().fold(f64::MIN_POSITIVE, f64::max);
    let radii: Vec<_> =
        load.iter().map(|load| size(names.len()) * (0.45 + 0.55 * (load / most).sqrt())).collect();
    Drawing::of(|width| {
        let height = (width * 0.72).max(300.0);
        let (side, top) = (if width < 400.0 { 14.0 } else { 36.0 }, 44.0);
        let at: Vec<_> = places
            .iter()
            .map(|[x, y]| [side + x * (width - 2.0 * side), top + y * (height - top - 26.0)])
            .collect();
        let mut svg = Svg::new(width, height, title, &about);
        legend(&mut svg);
        ties(&mut svg, &pairs, &at, &radii, names);
        let scale = if width < 400.0 { 0.75 } else { 1.0 };
        for (person, name) in names.iter().enumerate() {
            svg.circle(
                at[person],
                radii[person] * scale,
                "node",
                &format!("{name}: gives and receives {}", number(load[person])),
            );
        }
        labels(&mut svg, names, (&at, &radii), &away(&keys, &at), &load);
        svg
    })
}

fn size(persons: usize) -> f64 {
    match persons {
        0..=30 => 10.0,
        31..=70 => 8.0,
        _ => 6.5,
    }
}

fn legend(svg: &mut Svg) {
    svg.path("M0 10H30", "s3", "stroke-width:3", "");
    svg.text([38.0, 14.5], Anchor::Start, "quiet", "both ways");
    svg.path("M120 10H142", "s6", "stroke-width:1.8", "");
    svg.path("M150 10L140 5.5V14.5Z", "f6", "", "");
    svg.text([158.0, 14.5], Anchor::Start, "quiet", "one way");
}

fn ties(
    svg: &mut Svg,
    pairs: &BTreeMap<(usize, usize), Pair>,
    at: &[[f64; 2]],
    radii: &[f64],
    names: &[&str],
) {
    let most = pairs.values().map(|pair| pair.there + pair.back).fold(f64::MIN_POSITIVE, f64::max);
    #[expect(clippy::cast_precision_loss, reason = "a few thousand")]
    let opacity = (9.0 / (pairs.len().max(1) as f64).sqrt()).clamp(0.16, 0.85);
    let one_way_first = |(_, pair): &(&(usize, usize), &Pair)| pair.there > 0.0 && pair.back > 0.0;
    let mut sorted: Vec<_> = pairs.iter().collect();
    sorted.sort_by_key(one_way_first);
    for ((a, b), pair) in sorted {
        let thick = 0.9 + 3.1 * ((pair.there + pair.back) / most).sqrt();
        let style = format!("stroke-width:{thick:.1};stroke-opacity:{opacity:.2}");
        if pair.there > 0.0 && pair.back > 0.0 {
            let tip = format!(
                "{} to {}: {}; back: {}",
                names[*a],
                names[*b],
                number(pair.there),
                number(pair.back)
            );
            let path = format!("M{:.1} {:.1}L{:.1} {:.1}", at[*a][0], at[*a][1], at[*b][0], at[*b][1]);
            svg.path(&path, "s3", &style, &tip);
        } else {
            let (from, to) = if pair.there > 0.0 { (*a, *b) } else { (*b, *a) };
            let tip = format!("{} to {}: {}", names[from], names[to], number(pair.there + pair.back));
            let arrow = pairs.len() <= ARROWS;
            one_way(svg, [at[from], at[to]], radii[to], (thick, opacity, arrow), &tip);
        }
    }
}

fn one_way(
    svg: &mut Svg,
    [from, to]: [[f64; 2]; 2],
    radius: f64,
    (thick, opacity, arrow): (f64, f64, bool),
    tip: &str,
) {
    let (x, y) = (to[0] - from[0], to[1] - from[1]);
    let length = x.hypot(y).max(1e-9);
    let (x, y) = (x / length, y / length);
    let style = format!("stroke-width:{thick:.1};stroke-opacity:{opacity:.2}");
    if !arrow || length < radius + 8.0 {
        return svg.path(
            &format!("M{:.1} {:.1}L{:.1} {:.1}", from[0], from[1], to[0], to[1]),
            "s6",
            &style,
            tip,
        );
    }
    let tip_at = [to[0] - x * (radius + 1.5), to[1] - y * (radius + 1.5)];
    let (long, half) = (6.0 + thick * 1.4, 2.6 + thick * 0.8);
    let foot = [tip_at[0] - x * long, tip_at[1] - y * long];
    svg.path(&format!("M{:.1} {:.1}L{:.1} {:.1}", from[0], from[1], foot[0], foot[1]), "s6", &style, tip);
    let head = format!(
        "M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z",
        tip_at[0],
        tip_at[1],
        foot[0] - y * half,
        foot[1] + x * half,
        foot[0] + y * half,
        foot[1] - x * half
    );
    svg.path(&head, "f6", &format!("fill-opacity:{:.2}", (opacity * 1.3).min(1.0)), tip);
}

/// Names where there is room for them, those who give and receive most first. The rest stand in the table.
fn labels(
    svg: &mut Svg,
    names: &[&str],
    (at, radii): (&[[f64; 2]], &[f64]),
    away: &[[f64; 2]],
    load: &[f64],
) {
    let mut taken: Vec<[f64; 4]> = at
        .iter()
        .zip(radii)
        .map(|([x, y], radius)| [x - radius, y - radius, x + radius, y + radius])
        .collect();
    let mut order: Vec<_> = (0..names.len()).collect();
    order.sort_by(|a, b| load[*b].total_cmp(&load[*a]).then(a.cmp(b)));
    for person in order {
        let name = fit(names[person], 110.0);
        let (wide, [x, y], radius) = (text_width(&name), at[person], radii[person]);
        let mut spots = [
            ([x, y - radius - 5.0], Anchor::Middle, [x - wide / 2.0, y - radius - 17.0]),
            ([x, y + radius + 14.0], Anchor::Middle, [x - wide / 2.0, y + radius + 2.0]),
            ([x + radius + 4.0, y + 4.5], Anchor::Start, [x + radius + 4.0, y - 7.0]),
            ([x - radius - 4.0, y + 4.5], Anchor::End, [x - radius - 4.0 - wide, y - 7.0]),
        ];
        // First where fewest lines leave.
        let toward = |spot: &([f64; 2], Anchor, [f64; 2])| {
            (spot.0[0] - x).clamp(-10.0, 10.0) * away[person][0]
                + (spot.0[1] - 4.5 - y).clamp(-10.0, 10.0) * away[person][1]
        };
        spots.sort_by(|a, b| toward(b).total_cmp(&toward(a)));
        for (place, anchor, [left, top]) in spots {
            let spot = [left, top, left + wide, top + 14.0];
            let inside = spot[0] >= 0.0 && spot[1] >= 22.0 && spot[2] <= svg.width && spot[3] <= svg.height;
            let apart = |other: &[f64; 4]| {
                spot[2] < other[0] || spot[0] > other[2] || spot[3] < other[1] || spot[1] > other[3]
            };
            if inside && taken.iter().all(apart) {
                svg.text(place, anchor, "small halo", &name);
                taken.push(spot);
                break;
            }
        }
    }
}

/// For each person the direction away from those they are tied to.
fn away(pairs: &[(usize, usize)], at: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut away = vec![[0.0, -0.01]; at.len()];
    for (a, b) in pairs {
        let (x, y) = (at[*a][0] - at[*b][0], at[*a][1] - at[*b][1]);
        let length = x.hypot(y).max(1e-9);
        for (person, sign) in [(*a, 1.0), (*b, -1.0)] {
            away[person][0] += sign * x / length;
            away[person][1] += sign * y / length;
        }
    }
    away
}
