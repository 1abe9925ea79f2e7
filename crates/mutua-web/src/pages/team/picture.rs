//! The team, drawn: its person in the middle, the others around by what they are, and between them what flows, by kind and
//! direction. Places are worked out here and drawn by the template as SVG; the table below it says the same.

use mutua_domain::Kind;
use mutua_service::supporters::SupporterView;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::frame::Frame;

/// How many fit around the middle; with more the names would lie over each other.
const MOST: usize = 14;
/// Up to so many stand closer, and larger.
const FEW: usize = 10;
const NEAR: f64 = 150.0;
const FAR: f64 = 205.0;
/// Half the size of someone's mark, and of the middle's.
const NODE: f64 = 20.0;
const MIDDLE: f64 = 30.0;
/// Between two signs of a kind, and between the two directions.
const STEP: f64 = 16.5;
const APART: f64 = 10.0;
/// The most letters of a name.
const LETTERS: usize = 13;

/// A place in the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spot {
    pub(super) x: f64,
    pub(super) y: f64,
}

/// The sign of a kind on its way.
pub(super) struct Sign {
    pub(super) at: Spot,
    pub(super) kind: &'static str,
}

/// A way: a line with a head at its end, and the signs of what goes along it.
pub(super) struct Way {
    pub(super) from: Spot,
    pub(super) to: Spot,
    pub(super) head: String,
    pub(super) signs: Vec<Sign>,
}

/// Someone around the middle.
pub(super) struct Node {
    pub(super) at: Spot,
    /// Where the name stands, and what they are: away from the middle, so that nothing crosses them.
    pub(super) name_at: f64,
    pub(super) sort_at: f64,
    pub(super) name: String,
    pub(super) initials: String,
    pub(super) sort: &'static str,
    pub(super) gives: Option<Way>,
    pub(super) receives: Option<Way>,
}

/// The drawing.
pub(super) struct Picture {
    /// Where the middle is.
    pub(super) middle: Spot,
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) nodes: Vec<Node>,
    /// How many of the team are in the table alone.
    pub(super) left_out: i64,
}

impl Picture {
    /// Of a team, in its order; nothing of an empty one. Where there are too many, those with whom most flows are drawn.
    pub(super) fn of(f: &Frame, team: &[SupporterView]) -> Option<Self> {
        if team.is_empty() {
            return None;
        }
        let flows = |one: &SupporterView| one.gives.len() + one.receives.len();
        let mut order: Vec<usize> = (0..team.len()).collect();
        order.sort_by_key(|at| (usize::MAX - flows(&team[*at]), *at));
        order.truncate(MOST);
        // The team's own order: by what they are.
        order.sort_unstable();
        let radius = if order.len() > FEW { FAR } else { NEAR };
        // Room at the sides for half a name, above and below for a name and what they are.
        let middle = Spot { x: radius + 50.0, y: radius + 62.0 };
        let around = order.iter().enumerate();
        let nodes: Vec<Node> = around
            .map(|(step, at)| node(f, &team[*at], float(step) / float(order.len()), radius, middle))
            .collect();
        let left_out = i64::try_from(team.len() - nodes.len()).unwrap_or(0);
        let (width, height) = (middle.x * 2.0, middle.y * 2.0);
        Some(Self { middle, width, height, nodes, left_out })
    }
}

#[expect(clippy::cast_precision_loss, reason = "a place in a short list")]
const fn float(n: usize) -> f64 {
    n as f64
}

/// Tenths are enough for a drawing.
fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

fn node(f: &Frame, one: &SupporterView, turn: f64, radius: f64, middle: Spot) -> Node {
    let angle = (turn - 0.25) * std::f64::consts::TAU;
    let (sin, cos) = angle.sin_cos();
    let spot = |along: f64, aside: f64| Spot {
        x: round(middle.x + cos * along - sin * aside),
        y: round(middle.y + sin * along + cos * aside),
    };
    let both = !one.gives.is_empty() && !one.receives.is_empty();
    let aside = if both { APART } else { 0.0 };
    let (outer, inner) = (radius - NODE - 5.0, MIDDLE + 6.0);
    let way = |kinds: &[Kind], aside: f64, inward: bool| {
        let (from, to) = if inward { (outer, inner) } else { (inner, outer) };
        let back = if inward { 7.0 } else { -7.0 };
        let head = [spot(to, aside), spot(to + back, aside - 4.0), spot(to + back, aside + 4.0)];
        let head: Vec<String> = head.iter().map(|spot| format!("{},{}", spot.x, spot.y)).collect();
        let signs = kinds
            .iter()
            .enumerate()
            .map(|(n, kind)| Sign { at: spot(outer - 16.0 - float(n) * STEP, aside), kind: kind.as_str() });
        (!kinds.is_empty()).then(|| Way {
            from: spot(from, aside),
            to: spot(to, aside),
            head: head.join(" "),
            signs: signs.collect(),
        })
    };
    let at = spot(radius, 0.0);
    let above = sin < -0.2;
    Node {
        at,
        name_at: at.y + if above { -40.0 } else { 35.0 },
        sort_at: at.y + if above { -26.0 } else { 49.0 },
        name: short(&one.name),
        initials: f.initials(&one.name),
        sort: one.sort.as_str(),
        gives: way(&one.gives, aside, true),
        receives: way(&one.receives, -aside, false),
    }
}

/// A name as it fits: whole, or its first word, or its beginning.
fn short(name: &str) -> String {
    let fits = |text: &str| text.graphemes(true).count() <= LETTERS;
    if fits(name) {
        return name.to_owned();
    }
    let few = name.split_whitespace().count() <= 3;
    match name.split_whitespace().next() {
        // "Dr." says nothing by itself, nor does the first word of a description.
        Some(first) if few && fits(first) && !first.ends_with('.') => first.to_owned(),
        _ => name.graphemes(true).take(LETTERS - 1).chain(["…"]).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shortened_so_that_they_still_say_who() {
        assert_eq!(short("Miro Byrne"), "Miro Byrne");
        assert_eq!(short("Bartholomew Featherstone"), "Bartholomew");
        assert_eq!(short("Dr. Featherstonehaugh"), "Dr. Feathers…");
        assert_eq!(short("Flood line of the council"), "Flood line o…");
        assert_eq!(short("Llanfairpwllgwyngyllgogery"), "Llanfairpwll…");
    }
}
