//! The network itself: arcs in both directions, in compressed rows.

use rayon::prelude::*;

use super::build::{NetworkBuilder, NetworkError};

/// Rows that say nothing of help between two persons.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct LeftOut {
    /// Rows whose giver is their receiver
    pub to_oneself: u64,
    /// Rows of weight 0
    pub of_no_weight: u64,
}

/// The arcs of each person in one direction, others in ascending order.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Arcs {
    /// Where each person's arcs start; one longer than there are persons
    pub starts: Vec<usize>,
    pub others: Vec<u32>,
    pub weights: Vec<f64>,
}

impl Arcs {
    #[inline]
    pub fn others(&self, person: usize) -> &[u32] {
        &self.others[self.starts[person]..self.starts[person + 1]]
    }

    #[inline]
    pub fn weights(&self, person: usize) -> &[f64] {
        &self.weights[self.starts[person]..self.starts[person + 1]]
    }

    #[inline]
    pub fn count(&self, person: usize) -> usize {
        self.starts[person + 1] - self.starts[person]
    }

    /// The same arcs seen from the other end.
    fn turned(&self) -> Self {
        let persons = self.starts.len() - 1;
        let mut starts = vec![0; persons + 1];
        for &other in &self.others {
            starts[other as usize + 1] += 1;
        }
        for person in 0..persons {
            starts[person + 1] += starts[person];
        }
        let mut turned =
            Self { starts, others: vec![0; self.others.len()], weights: vec![0.0; self.others.len()] };
        let ranges = balanced(&turned.starts, rayon::current_num_threads().min(8));
        let others = split(&mut turned.others, &turned.starts, &ranges);
        let weights = split(&mut turned.weights, &turned.starts, &ranges);
        let starts = &turned.starts;
        ranges.par_iter().zip(others).zip(weights).for_each(|((range, others), weights)| {
            self.fill_turned(range.clone(), starts, others, weights);
        });
        turned
    }

    /// Fills the rows of `range`. Every piece reads all arcs, which is cheap, and writes only its own.
    fn fill_turned(
        &self,
        range: std::ops::Range<usize>,
        starts: &[usize],
        others: &mut [u32],
        weights: &mut [f64],
    ) {
        let base = starts[range.start];
        let mut next: Vec<usize> = starts[range.clone()].iter().map(|start| start - base).collect();
        for person in 0..self.starts.len() - 1 {
            for (&other, &weight) in self.others(person).iter().zip(self.weights(person)) {
                if let Some(place) = (other as usize).checked_sub(range.start).and_then(|k| next.get_mut(k)) {
                    others[*place] = person as u32;
                    weights[*place] = weight;
                    *place += 1;
                }
            }
        }
    }
}

/// Cuts persons into at most `pieces` ranges with about as many arcs each.
pub(super) fn balanced(starts: &[usize], pieces: usize) -> Vec<std::ops::Range<usize>> {
    let (persons, arcs) = (starts.len() - 1, starts.last().copied().unwrap_or_default());
    let mut ranges = Vec::with_capacity(pieces);
    let mut from = 0;
    for piece in 1..=pieces {
        let to =
            if piece == pieces { persons } else { starts.partition_point(|&s| s < arcs * piece / pieces) };
        let to = to.clamp(from, persons);
        if to > from {
            ranges.push(from..to);
        }
        from = to;
    }
    ranges
}

/// Cuts what lies in rows at the borders of `ranges`, which cover all persons.
pub(super) fn split<'a, T>(
    mut items: &'a mut [T],
    starts: &[usize],
    ranges: &[std::ops::Range<usize>],
) -> Vec<&'a mut [T]> {
    ranges
        .iter()
        .map(|range| {
            let (piece, rest) =
                std::mem::take(&mut items).split_at_mut(starts[range.end] - starts[range.start]);
            items = rest;
            piece
        })
        .collect()
}

/// A network of help among persons numbered from 0: who helped whom, and how much.
///
/// An arc goes from giver to receiver and has a weight above 0. There is at most one arc each way between two persons,
/// and none from a person to themself. In memory: 24 bytes an arc and 16 a person.
///
/// ```
/// use mutua_analysis::network::Network;
///
/// // Ann (0) helped Ben (1) twice, Ben helped Cem (2) once; Dia (3) is there, and nobody helped her.
/// let network = Network::new(4, [(0, 1, 2.0), (1, 2, 1.0)])?;
/// assert_eq!((network.persons(), network.arc_count()), (4, 2));
/// assert_eq!((network.given(1), network.received(1)), (1.0, 2.0));
/// # Ok::<(), mutua_analysis::network::NetworkError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Network {
    pub(super) out: Arcs,
    pub(super) back: Arcs,
    left_out: LeftOut,
    directed: bool,
}

impl Network {
    /// The network of these rows (giver, receiver, weight), in any order; repeats add up.
    ///
    /// # Errors
    /// Where a person isn't below `persons`, or a weight isn't a number from 0 to 1e100.
    pub fn new(
        persons: usize,
        rows: impl IntoIterator<Item = (u32, u32, f64)>,
    ) -> Result<Self, NetworkError> {
        let mut builder = NetworkBuilder::new();
        rows.into_iter().try_for_each(|(from, to, weight)| builder.add(from, to, weight))?;
        builder.build(persons)
    }

    pub(super) fn from_given(out: Arcs, left_out: LeftOut, directed: bool) -> Self {
        let back = out.turned();
        Self { out, back, left_out, directed }
    }

    /// How many persons there are, those without any help included.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.out.starts.len() - 1
    }

    /// How many ordered pairs have help. In a network without direction each tie counts twice.
    #[must_use]
    pub fn arc_count(&self) -> usize {
        self.out.others.len()
    }

    /// Whether arcs have a direction.
    #[must_use]
    pub fn is_directed(&self) -> bool {
        self.directed
    }

    /// What the rows held beside help between two persons.
    #[must_use]
    pub fn left_out(&self) -> LeftOut {
        self.left_out
    }

    /// All arcs (giver, receiver, weight), sorted.
    pub fn arcs(&self) -> impl Iterator<Item = (u32, u32, f64)> + '_ {
        (0..self.persons()).flat_map(|from| {
            let receivers = self.out.others(from).iter().zip(self.out.weights(from));
            receivers.map(move |(&to, &weight)| (from as u32, to, weight))
        })
    }

    /// The weight of one arc; 0 where there is none.
    ///
    /// # Panics
    /// Where `from` isn't below the number of persons.
    #[must_use]
    pub fn weight(&self, from: u32, to: u32) -> f64 {
        let row = self.out.others(from as usize);
        row.binary_search(&to).map_or(0.0, |place| self.out.weights(from as usize)[place])
    }

    /// Whom a person helped, ascending.
    ///
    /// # Panics
    /// Where `person` isn't below the number of persons.
    #[must_use]
    pub fn receivers(&self, person: u32) -> &[u32] {
        self.out.others(person as usize)
    }

    /// Who helped a person, ascending.
    ///
    /// # Panics
    /// Where `person` isn't below the number of persons.
    #[must_use]
    pub fn givers(&self, person: u32) -> &[u32] {
        self.back.others(person as usize)
    }

    /// All that a person gave.
    ///
    /// # Panics
    /// Where `person` isn't below the number of persons.
    #[must_use]
    pub fn given(&self, person: u32) -> f64 {
        self.out.weights(person as usize).iter().sum()
    }

    /// All that a person received.
    ///
    /// # Panics
    /// Where `person` isn't below the number of persons.
    #[must_use]
    pub fn received(&self, person: u32) -> f64 {
        self.back.weights(person as usize).iter().sum()
    }

    /// The same network with persons added who have no help, up to `persons` in all; never fewer than there are.
    ///
    /// ```
    /// use mutua_analysis::network::Network;
    ///
    /// let network = Network::new(2, [(0, 1, 3.0)])?.with_persons(5);
    /// assert_eq!((network.persons(), network.received(4)), (5, 0.0));
    /// # Ok::<(), mutua_analysis::network::NetworkError>(())
    /// ```
    #[must_use]
    pub fn with_persons(mut self, persons: usize) -> Self {
        let (starts, arcs) = (persons.max(self.persons()) + 1, self.arc_count());
        self.out.starts.resize(starts, arcs);
        self.back.starts.resize(starts, arcs);
        self
    }

    /// The same network with every weight changed, for instance to its logarithm.
    ///
    /// ```
    /// use mutua_analysis::network::Network;
    ///
    /// let network = Network::new(2, [(0, 1, 3.0)])?.map_weights(f64::ln_1p)?;
    /// assert_eq!(network.weight(0, 1), 4.0_f64.ln());
    /// # Ok::<(), mutua_analysis::network::NetworkError>(())
    /// ```
    ///
    /// # Errors
    /// Where a weight becomes something else than a number from 0 to 1e100.
    pub fn map_weights(&self, change: impl Fn(f64) -> f64) -> Result<Self, NetworkError> {
        let changed =
            Self::new(self.persons(), self.arcs().map(|(from, to, weight)| (from, to, change(weight))))?;
        Ok(Self { directed: self.directed, ..changed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_directions_hold_the_same_arcs() {
        let rows = [(3, 0, 1.5), (0, 1, 2.0), (1, 0, 1.0), (2, 0, 4.0), (0, 3, 1.0), (4, 2, 1.0)];
        let network = Network::new(6, rows).unwrap();
        assert_eq!(network.givers(0), [1, 2, 3]);
        assert_eq!(network.received(0), 6.5);
        assert_eq!(network.givers(5), [0_u32; 0]);
        let mut turned: Vec<_> = (0..6_u32)
            .flat_map(|to| network.givers(to).iter().map(move |&from| (from, to)))
            .map(|(from, to)| (from, to, network.weight(from, to)))
            .collect();
        turned.sort_by_key(|(from, to, _)| (*from, *to));
        assert_eq!(turned, network.arcs().collect::<Vec<_>>());
    }

    #[test]
    fn ranges_cover_all_persons_once() {
        for pieces in 1..5 {
            let starts = [0, 0, 10, 11, 11, 12, 30];
            let ranges = balanced(&starts, pieces);
            let persons: Vec<_> = ranges.into_iter().flatten().collect();
            assert_eq!(persons, (0..6).collect::<Vec<_>>());
        }
        assert!(balanced(&[0], 3).is_empty());
    }
}
