//! The first page: what I promised, what I asked, what is near me, what is new.
