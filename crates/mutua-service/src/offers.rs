//! Standing offers: making, finding.
