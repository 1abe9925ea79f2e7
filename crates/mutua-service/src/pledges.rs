//! Pledges: making, answering, taking back.
