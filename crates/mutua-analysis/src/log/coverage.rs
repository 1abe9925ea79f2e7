//! Coverage: who has somebody to turn to, by kind.

use serde::{Deserialize, Serialize};

use super::types::Kind;

/// How many members have how many possible helpers for one kind of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Of which kind.
    pub kind: Kind,
    /// Members with nobody.
    pub none: u32,
    /// Members with one: who loses everything if that one leaves.
    pub one: u32,
    /// Members with two or more.
    pub two_or_more: u32,
    /// Members with three or more (counted among the two or more as well).
    pub three_or_more: u32,
}

/// Counts coverage from possible helps: (helper, receiver, kind), each at most once.
///
/// What makes a help possible is the caller's to say: that it happened before, that it is offered, or both. `kinds` are
/// the kinds asked for; a kind that nobody helps with leaves everyone with nobody.
///
/// ```
/// use mutua_analysis::log::{Coverage, Kind, coverage};
///
/// let possible = [(0, 1, Kind::MORAL), (2, 1, Kind::MORAL), (0, 2, Kind::MORAL)];
/// let found = coverage(3, &[Kind::MORAL], possible);
/// assert_eq!(found, [Coverage { kind: Kind::MORAL, none: 1, one: 1, two_or_more: 1, three_or_more: 0 }]);
/// ```
#[must_use]
pub fn coverage(
    members: u32,
    kinds: &[Kind],
    possible: impl IntoIterator<Item = (u32, u32, Kind)>,
) -> Vec<Coverage> {
    let mut helped: Vec<(Kind, u32)> =
        possible.into_iter().map(|(_, receiver, kind)| (kind, receiver)).collect();
    helped.sort_unstable();
    kinds
        .iter()
        .map(|&kind| {
            let from = helped.partition_point(|&(other, _)| other < kind);
            let until = helped.partition_point(|&(other, _)| other <= kind);
            let counts = helped[from..until].chunk_by(|one, other| one == other).map(<[_]>::len);
            tally(kind, members, counts)
        })
        .collect()
}

/// From the numbers of helpers of those who have any.
pub(crate) fn tally(kind: Kind, members: u32, counts: impl Iterator<Item = usize>) -> Coverage {
    let mut found = Coverage { kind, none: members, one: 0, two_or_more: 0, three_or_more: 0 };
    for count in counts.filter(|&count| count > 0) {
        found.none = found.none.saturating_sub(1);
        match count {
            1 => found.one += 1,
            _ => found.two_or_more += 1,
        }
        found.three_or_more += u32::from(count >= 3);
    }
    found
}
