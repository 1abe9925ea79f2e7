//! What one helper could do.

use super::instance::Instance;
use super::reason::{Reason, reasons};

/// An ask that a helper could meet. Made by [`suggestions`].
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The ask
    pub ask: usize,
    /// What it costs: match cost and the load of one more
    pub cost: f64,
    /// How much that is below leaving the ask unmet; none where the ask must be met
    pub gain: Option<f64>,
    /// Why it is suggested, in words about the two alone
    pub reasons: Vec<Reason>,
}

/// The asks that a helper could meet who carries `load` asks already, best first: those that must be met, by cost, then
/// those that gain most against staying unmet. Asks that had better stay unmet aren't suggested, and none are to a helper
/// who has no place left. The costs are those of [`matching`](super::matching()), so that what is suggested and what is
/// matched agree for a helper who is alone.
///
/// # Panics
/// Where there is no such helper.
///
/// # Examples
/// ```
/// use mutua_analysis::flow::matching::{Instance, suggestions};
///
/// let mut instance = Instance::builder();
/// let helper = instance.helper(2, 1.0);
/// for cost in [6.0, 2.0, 50.0] {
///     let ask = instance.ask(Some(10.0));
///     instance.candidate(ask, helper, cost);
/// }
/// let instance = instance.build()?;
/// let asks: Vec<usize> = suggestions(&instance, helper, 1).iter().map(|own| own.ask).collect();
/// assert_eq!(asks, [1, 0]);
/// assert!(suggestions(&instance, helper, 2).is_empty()); // no more than they are ready for
/// # Ok::<(), mutua_analysis::flow::matching::InstanceError>(())
/// ```
#[must_use]
pub fn suggestions(instance: &Instance, helper: usize, load: u32) -> Vec<Suggestion> {
    let own = instance.helpers[helper];
    if load >= own.capacity {
        return Vec::new();
    }
    let mut found: Vec<Suggestion> = (0..instance.asks())
        .filter_map(|ask| {
            let cost = instance.candidate(ask, helper)?.cost + own.slope * f64::from(load);
            let gain = instance.unmet[ask].map(|unmet| unmet - cost);
            gain.is_none_or(|gain| gain > 0.0).then(|| Suggestion {
                ask,
                cost,
                gain,
                reasons: reasons(instance, ask, helper, load + 1),
            })
        })
        .collect();
    found.sort_by(|a, b| {
        let rank = |own: &Suggestion| own.gain.map_or(f64::NEG_INFINITY, |gain| -gain);
        rank(a).total_cmp(&rank(b)).then(a.cost.total_cmp(&b.cost)).then(a.ask.cmp(&b.ask))
    });
    found
}
