//! The first few by some order.

use std::cmp::Ordering;

use crate::read::Names;

/// The first `most` persons. Ties go by name, so that a result doesn't hang on the order of rows.
pub(super) fn first(names: &Names, most: usize, order: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut chosen: Vec<u32> = Vec::with_capacity(most + 1);
    let order = |a: u32, b: u32| order(a, b).then_with(|| names.get(a).cmp(names.get(b)));
    for person in (0_u32..).take(names.len()) {
        if chosen.len() == most && chosen.last().is_some_and(|&last| order(person, last).is_gt()) {
            continue;
        }
        let place = chosen.partition_point(|&other| order(other, person).is_lt());
        chosen.insert(place, person);
        chosen.truncate(most);
    }
    chosen
}

/// The larger first. Values that differ by rounding alone are the same.
pub(super) fn larger(a: f64, b: f64) -> Ordering {
    if (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) { Ordering::Equal } else { b.total_cmp(&a) }
}

/// All persons in the order in which a reader looks for them: numbers by size, else by name.
pub(super) fn by_name(names: &Names) -> Vec<u32> {
    let mut persons: Vec<u32> = (0_u32..).take(names.len()).collect();
    let number = |person: u32| names.get(person).parse::<u64>().ok();
    if persons.iter().all(|&person| number(person).is_some()) {
        persons.sort_by_key(|&person| number(person));
    } else {
        persons.sort_by(|&a, &b| names.get(a).cmp(names.get(b)));
    }
    persons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_are_the_largest_and_ties_go_by_name() {
        let names: Names = ["d", "b", "a", "c"].into_iter().collect();
        let values = [1.0, 2.0, 1.0, 2.0 + 1e-12];
        let order = |a: u32, b: u32| larger(values[a as usize], values[b as usize]);
        assert_eq!(first(&names, 3, order), [1, 3, 2]);
        assert_eq!(first(&names, 9, order), [1, 3, 2, 0]);
        assert!(first(&Names::new(), 3, order).is_empty());
    }

    #[test]
    fn numbers_are_in_order_of_size() {
        assert_eq!(by_name(&["10", "9", "1"].into_iter().collect()), [2, 1, 0]);
        assert_eq!(by_name(&["10", "9", "x"].into_iter().collect()), [0, 1, 2]);
    }
}
