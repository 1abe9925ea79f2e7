//! Where the persons of a network stand in its drawing.

/// Places in the unit square, by springs and repulsion (Fruchterman & Reingold 1991), from a fixed beginning, so that
/// the same network gives the same drawing. Meant for a few hundred persons.
///
/// Persons without ties stand in rows at the bottom: among the others they would take most of the room.
pub(super) fn places(persons: usize, pairs: &[(usize, usize)]) -> Vec<[f64; 2]> {
    let mut is_tied = vec![false; persons];
    for (a, b) in pairs {
        (is_tied[*a], is_tied[*b]) = (true, true);
    }
    let (tied, alone): (Vec<usize>, Vec<usize>) = (0..persons).partition(|person| is_tied[*person]);
    if tied.is_empty() || alone.is_empty() {
        return by_springs(persons, pairs);
    }
    let mut number = vec![0; persons];
    for (at, person) in tied.iter().enumerate() {
        number[*person] = at;
    }
    let pairs: Vec<_> = pairs.iter().map(|(a, b)| (number[*a], number[*b])).collect();
    let (rows, bottom) = rows_below(alone.len());
    let mut places = vec![[0.5, 0.5]; persons];
    for (person, [x, y]) in tied.iter().zip(by_springs(tied.len(), &pairs)) {
        places[*person] = [x, y * (1.0 - bottom)];
    }
    for (person, place) in alone.iter().zip(rows) {
        places[*person] = place;
    }
    places
}

/// Places in rows at the bottom, and how much of the height they take with the space above them.
#[expect(clippy::cast_precision_loss, reason = "a few hundred persons")]
fn rows_below(persons: usize) -> (Vec<[f64; 2]>, f64) {
    const IN_A_ROW: usize = 10;
    let rows = persons.div_ceil(IN_A_ROW);
    let apart = f64::min(0.1, 0.5 / rows as f64);
    let in_a_row = persons.div_ceil(rows);
    let place = |at: usize| {
        let (row, column) = (at / in_a_row, at % in_a_row);
        [(column as f64 + 0.5) / in_a_row as f64, 1.0 - apart * (rows - 1 - row) as f64]
    };
    ((0..persons).map(place).collect(), apart * rows as f64 + 0.04)
}

fn by_springs(persons: usize, pairs: &[(usize, usize)]) -> Vec<[f64; 2]> {
    const ROUNDS: u32 = 400;
    if persons < 2 {
        return vec![[0.5, 0.5]; persons];
    }
    let mut places = spiral(persons);
    #[expect(clippy::cast_precision_loss, reason = "a few hundred persons")]
    let apart = (1.0 / persons as f64).sqrt();
    for round in 0..ROUNDS {
        let heat = 0.12 * (1.0 - f64::from(round) / f64::from(ROUNDS)).powi(2) + 0.0005;
        let moves = forces(&places, pairs, apart);
        for (place, [x, y]) in places.iter_mut().zip(moves) {
            let length = x.hypot(y).max(1e-12);
            let step = length.min(heat);
            place[0] += x / length * step;
            place[1] += y / length * step;
        }
    }
    fitted(places)
}

fn forces(places: &[[f64; 2]], pairs: &[(usize, usize)], apart: f64) -> Vec<[f64; 2]> {
    let mut forces = vec![[0.0, 0.0]; places.len()];
    for a in 0..places.len() {
        for b in 0..a {
            let [x, y] = [places[a][0] - places[b][0], places[a][1] - places[b][1]];
            let square = (x * x + y * y).max(1e-9);
            let push = apart * apart / square;
            for (axis, along) in [x, y].into_iter().enumerate() {
                forces[a][axis] += along * push;
                forces[b][axis] -= along * push;
            }
        }
    }
    let mut ties = vec![0_u32; places.len()];
    for (a, b) in pairs {
        ties[*a] += 1;
        ties[*b] += 1;
    }
    for (a, b) in pairs {
        let [x, y] = [places[*a][0] - places[*b][0], places[*a][1] - places[*b][1]];
        // Persons with many ties would pull everyone into one knot.
        let calm = 4.0 / f64::from(4 + ties[*a].min(ties[*b]));
        let pull = x.hypot(y) / apart * calm;
        for (axis, along) in [x, y].into_iter().enumerate() {
            forces[*a][axis] -= along * pull;
            forces[*b][axis] += along * pull;
        }
    }
    // Those without ties, and parts without ties to each other, don't drift off.
    for (force, place) in forces.iter_mut().zip(places) {
        force[0] += (0.5 - place[0]) * 0.8;
        force[1] += (0.5 - place[1]) * 0.8;
    }
    forces
}

/// Evenly spread from the middle outwards.
fn spiral(persons: usize) -> Vec<[f64; 2]> {
    const GOLDEN: f64 = 2.399_963_229_728_653;
    (0..persons)
        .map(|at| {
            #[expect(clippy::cast_precision_loss, reason = "a few hundred persons")]
            let (at, all) = (at as f64, persons as f64);
            let (far, turn) = (0.5 * ((at + 0.5) / all).sqrt(), at * GOLDEN);
            [0.5 + far * turn.cos(), 0.5 + far * turn.sin()]
        })
        .collect()
}

/// Stretched to fill the unit square.
fn fitted(mut places: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    for axis in 0..2 {
        let low = places.iter().map(|place| place[axis]).fold(f64::INFINITY, f64::min);
        let high = places.iter().map(|place| place[axis]).fold(f64::NEG_INFINITY, f64::max);
        for place in &mut places {
            place[axis] = if high - low > 1e-9 { (place[axis] - low) / (high - low) } else { 0.5 };
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_within_the_square_and_repeat() {
        let pairs = [(0, 1), (1, 2), (2, 0), (3, 4)];
        let first = places(6, &pairs);
        assert!(first.iter().flatten().all(|value| (0.0..=1.0).contains(value)));
        assert_eq!(first, places(6, &pairs));
        assert_eq!(places(1, &[]), [[0.5, 0.5]]);
        assert!(places(0, &[]).is_empty());
        assert!(places(4, &[]).iter().flatten().all(|value| (0.0..=1.0).contains(value)));
    }

    #[test]
    fn those_without_ties_stand_below_the_others() {
        let pairs = [(0, 1), (1, 2)];
        let places = places(30, &pairs);
        assert!(places.iter().flatten().all(|value| (0.0..=1.0).contains(value)));
        let lowest = places[..3].iter().map(|[_, y]| *y).fold(0.0, f64::max);
        assert!(places[3..].iter().all(|[_, y]| *y > lowest + 0.03));
        let mut apart = places.iter().map(|place| place.map(f64::to_bits)).collect::<Vec<_>>();
        apart.sort_unstable();
        apart.dedup();
        assert_eq!(apart.len(), 30);
    }

    #[test]
    fn those_who_are_tied_stand_closer() {
        let pairs = [(0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5)];
        let places = places(6, &pairs);
        let far = |a: usize, b: usize| (places[a][0] - places[b][0]).hypot(places[a][1] - places[b][1]);
        let within: f64 = pairs.iter().map(|(a, b)| far(*a, *b)).sum::<f64>() / 6.0;
        let across: f64 = (0..9).map(|at| far(at / 3, 3 + at % 3)).sum::<f64>() / 9.0;
        assert!(within < 0.8 * across, "{within} {across}");
    }
}
