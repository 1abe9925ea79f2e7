//! Thanks, for the giver alone or for the circle.
