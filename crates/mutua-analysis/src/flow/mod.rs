//! Minimum-cost flow, circulation and matching.
