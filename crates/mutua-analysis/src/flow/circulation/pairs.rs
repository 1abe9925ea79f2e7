//! Ties, added up to one entry for each two persons, with weights as whole numbers.

use rayon::slice::ParallelSliceMut;

use crate::flow::FlowError;

/// Two persons, the lower number first, and what each gives the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Pair {
    pub a: u32,
    pub b: u32,
    /// What `a` gives `b`, and `b` gives `a`
    pub weight: [f64; 2],
    /// The same in units of `2^-exponent`, rounded down
    pub units: [i64; 2],
}

/// All pairs of a network, sorted by persons.
#[derive(Debug, Clone)]
pub(crate) struct Pairs {
    pub persons: usize,
    pub list: Vec<Pair>,
    /// All weight, ties to oneself left out
    pub total: f64,
    /// The pair of each tie as it was given, `NO_PAIR` for one to oneself or of no weight
    pub of_tie: Vec<u32>,
    /// One unit is `2^-exponent`
    exponent: i32,
}

pub(crate) const NO_PAIR: u32 = u32::MAX;

/// Units are chosen so that all weight together is below this power of two: sums then can't overflow an `i64`.
const TOTAL_BITS: i32 = 61;
const MOST: usize = 1 << 30;

impl Pairs {
    /// Adds up ties. A tie to oneself is no help between persons and is left out.
    ///
    /// A power of two scales the weights, so whole numbers below 2^61 in all stay what they are; others lose less than
    /// 2^-60 of the total each.
    pub fn new(persons: usize, ties: &[(u32, u32, f64)]) -> Result<Self, FlowError> {
        check(persons, ties)?;
        let mut keyed: Vec<(u64, u32)> = ties
            .iter()
            .zip(0u32..)
            .filter(|((from, to, weight), _)| from != to && *weight > 0.0)
            .map(|((from, to, _), position)| (key(*from, *to), position))
            .collect();
        // By position too, so that sums come out the same whatever the number of threads.
        keyed.par_sort_unstable();
        let mut list: Vec<Pair> = Vec::new();
        let mut of_tie = vec![NO_PAIR; ties.len()];
        let mut last = None;
        for (key, position) in keyed {
            let (from, to, weight) = ties[position as usize];
            if last != Some(key) {
                last = Some(key);
                list.push(Pair { a: from.min(to), b: from.max(to), weight: [0.0; 2], units: [0; 2] });
            }
            of_tie[position as usize] = list.len() as u32 - 1;
            if let Some(pair) = list.last_mut() {
                pair.weight[usize::from(from > to)] += weight;
            }
        }
        let total = sum(list.iter().flat_map(|pair| pair.weight));
        if !total.is_finite() {
            return Err(FlowError::Overflow);
        }
        if list.len() >= MOST {
            return Err(FlowError::TooLarge { persons, ties: list.len() });
        }
        let exponent = if total > 0.0 { TOTAL_BITS - bits(total) } else { 0 };
        let [first, second] = factors(exponent);
        for pair in &mut list {
            pair.units = pair.weight.map(|weight| (weight * first * second) as i64);
        }
        Ok(Self { persons, list, total, of_tie, exponent })
    }

    /// The weight that so many units are.
    pub fn weight_of(&self, units: i64) -> f64 {
        let [first, second] = factors(-self.exponent);
        units as f64 * first * second
    }

    /// Weight that is returned within pairs, as a share of all.
    pub fn direct(&self) -> f64 {
        if self.total > 0.0 {
            sum(self.list.iter().map(|pair| 2.0 * pair.weight[0].min(pair.weight[1]))) / self.total
        } else {
            0.0
        }
    }
}

fn check(persons: usize, ties: &[(u32, u32, f64)]) -> Result<(), FlowError> {
    if persons >= MOST || ties.len() >= u32::MAX as usize {
        return Err(FlowError::TooLarge { persons, ties: ties.len() });
    }
    for (tie, &(from, to, weight)) in ties.iter().enumerate() {
        if let Some(person) = [from, to].into_iter().find(|person| *person as usize >= persons) {
            return Err(FlowError::NoSuchPerson { tie, person, persons });
        }
        if !(weight.is_finite() && weight >= 0.0) {
            return Err(FlowError::Weight { tie, weight });
        }
    }
    Ok(())
}

fn key(from: u32, to: u32) -> u64 {
    (u64::from(from.min(to)) << 32) | u64::from(from.max(to))
}

/// Sums with a running correction (Neumaier 1974), so that ten million weights lose no digit that matters.
pub(crate) fn sum(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut correction) = (0.0f64, 0.0);
    for number in numbers {
        let next = sum + number;
        correction += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
        sum = next;
    }
    if sum.is_finite() { sum + correction } else { sum }
}

/// The least `e` with `number < 2^e`, for a positive finite number.
fn bits(number: f64) -> i32 {
    let stored = (number.to_bits() >> 52) as i32;
    if stored > 0 {
        stored - 1022
    } else {
        // Below the normal numbers the leading digit has to be looked for.
        -1074 + (64 - number.to_bits().leading_zeros() as i32)
    }
}

/// Two factors that make `2^exponent`, which alone may be no number.
fn factors(exponent: i32) -> [f64; 2] {
    let half = exponent / 2;
    [2f64.powi(half), 2f64.powi(exponent - half)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_stay_whole() {
        let pairs =
            Pairs::new(3, &[(0, 1, 5.0), (1, 0, 3.0), (2, 1, 7.0), (0, 1, 2.0), (1, 1, 9.0)]).unwrap();
        assert_eq!(pairs.total, 17.0);
        assert_eq!(pairs.list.len(), 2);
        assert_eq!(pairs.list[0].weight, [7.0, 3.0]);
        assert_eq!(pairs.list[0].units.map(|units| pairs.weight_of(units)), [7.0, 3.0]);
        assert_eq!(pairs.list[1].weight, [0.0, 7.0]);
        assert_eq!(pairs.of_tie, [0, 0, 1, 0, NO_PAIR]);
    }

    #[test]
    fn the_least_power_above() {
        for (number, expected) in
            [(1.0, 1), (0.75, 0), (8.0, 4), (f64::MAX, 1024), (f64::MIN_POSITIVE, -1021), (5e-324, -1073)]
        {
            assert_eq!(bits(number), expected, "{number}");
            let [first, second] = factors(TOTAL_BITS - bits(number));
            let scaled = number * first * second;
            assert!(scaled < 2f64.powi(TOTAL_BITS) && scaled >= 2f64.powi(TOTAL_BITS - 1));
        }
    }

    #[test]
    fn tiny_and_huge_weights_are_numbers_still() {
        let pairs = Pairs::new(2, &[(0, 1, 1e300), (1, 0, 1e-300)]).unwrap();
        assert_eq!(pairs.list[0].units[1], 0);
        let tiny = Pairs::new(2, &[(0, 1, 5e-324), (1, 0, 5e-324)]).unwrap();
        assert_eq!(tiny.list[0].units[0], tiny.list[0].units[1]);
        assert!(tiny.list[0].units[0] > 0);
        assert!(matches!(Pairs::new(2, &[(0, 1, f64::MAX), (1, 0, f64::MAX)]), Err(FlowError::Overflow)));
    }
}
