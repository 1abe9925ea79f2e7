//! Being in a circle: roles, pauses, leaving, removal.
