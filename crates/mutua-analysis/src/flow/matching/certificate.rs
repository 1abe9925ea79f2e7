//! What a matching costs, and what no matching can cost less than.

use super::instance::Instance;
use crate::flow::circulation::pairs::sum;

/// What a matching costs: its match costs, its load and its unmet asks. Asks that must be met and aren't count nothing.
///
/// # Panics
/// Where an ask is given to a helper who is no candidate, or `helper_of` has not one entry for each ask.
#[must_use]
pub fn cost_of(instance: &Instance, helper_of: &[Option<usize>]) -> f64 {
    assert_eq!(helper_of.len(), instance.asks(), "one entry for each ask");
    let mut load = vec![0u32; instance.helpers.len()];
    let asks: Vec<f64> = helper_of
        .iter()
        .enumerate()
        .map(|(ask, helper)| match *helper {
            None => instance.unmet[ask].unwrap_or(0.0),
            Some(helper) => {
                load[helper] += 1;
                instance.candidate(ask, helper).expect("asks are given to candidates").cost
            }
        })
        .collect();
    let loads = load
        .iter()
        .zip(&instance.helpers)
        .map(|(load, helper)| helper.slope * f64::from(*load) * f64::from(load.saturating_sub(1)) / 2.0);
    sum(asks.into_iter().chain(loads))
}

/// What no matching costs less than, for any prices of helpers whatever (weak duality): each ask pays the least of its
/// unmet cost and of match cost plus price, and from that goes the most that helpers could gain at these prices.
///
/// For the prices of a [`Matching`](super::Matching) this is its total cost, which proves the matching best. Infinite
/// where an ask must be met and has no candidate.
///
/// # Panics
/// Where there is not one price for each helper.
///
/// # Examples
/// ```
/// use mutua_analysis::flow::matching::{Instance, lower_bound, matching};
///
/// let mut instance = Instance::builder();
/// let helper = instance.helper(1, 0.0);
/// for cost in [4.0, 7.0] {
///     let ask = instance.ask(Some(10.0));
///     instance.candidate(ask, helper, cost);
/// }
/// let instance = instance.build()?;
/// let found = matching(&instance)?;
/// assert_eq!(found.total_cost, 14.0);
/// assert_eq!(lower_bound(&instance, &found.prices), 14.0);
/// assert_eq!(lower_bound(&instance, &[0.0]), 11.0); // true of any price, if not as good
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn lower_bound(instance: &Instance, prices: &[f64]) -> f64 {
    assert_eq!(prices.len(), instance.helpers.len(), "one price for each helper");
    let asks = (0..instance.asks()).map(|ask| {
        instance
            .candidates(ask)
            .iter()
            .filter(|candidate| instance.helpers[candidate.helper as usize].capacity > 0)
            .map(|candidate| candidate.cost + prices[candidate.helper as usize])
            .chain(instance.unmet[ask])
            .fold(f64::INFINITY, f64::min)
    });
    let helpers = instance.helpers.iter().zip(prices).map(|(helper, price)| {
        // The next ask pays as long as it costs less than the price.
        let taken = if helper.slope > 0.0 {
            (price / helper.slope).ceil().clamp(0.0, f64::from(helper.capacity))
        } else if *price > 0.0 {
            f64::from(helper.capacity)
        } else {
            0.0
        };
        let gain = |taken: f64| taken * price - helper.slope * taken * (taken - 1.0) / 2.0;
        -gain(taken).max(0.0)
    });
    sum(asks.chain(helpers))
}
