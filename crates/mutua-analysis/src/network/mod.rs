//! Who helps whom and how much, as a whole.
