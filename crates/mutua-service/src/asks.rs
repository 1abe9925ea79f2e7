//! Asks: opening, widening, ending.
