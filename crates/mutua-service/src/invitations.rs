//! Links by which people join a circle.
