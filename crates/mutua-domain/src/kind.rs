//! The kinds of reliance.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What sort of reliance a need, an ask, an offer or a help is about.
    Kind {
        /// Hands, tools, lifts, skills.
        Practical = "practical",
        /// Being listened to, company, comfort.
        Emotional = "emotional",
        /// Money, goods, shared costs.
        Economic = "economic",
        /// The place we share: garden, repair, soil, water.
        Ecological = "ecological",
        /// Standing by someone; an honest word; doing what is right together.
        Moral = "moral",
    }
}
