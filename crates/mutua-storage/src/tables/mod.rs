//! The statements of each area and the rows they give.
//!
//! To add an area: a module with a `statements!` list and functions over [`crate::Tx`], and its list in `ALL`.

use crate::statement::Statement;

pub mod ask_cards;
pub mod asks;
pub mod attempts;
pub mod blocks;
pub mod capacity;
pub mod check_ins;
pub mod circle_figures;
pub mod circle_weeks;
pub mod circles;
pub mod day_links;
pub mod export;
pub mod farewell;
pub mod group_figures;
pub mod helps;
pub mod idempotency;
pub mod imports;
pub mod invitations;
pub mod jobs;
pub mod links;
pub mod loans;
pub mod mails;
pub mod memberships;
pub mod messages;
pub mod mirrors;
pub mod needs;
pub mod notices;
pub mod offers;
pub mod partings;
pub mod people;
pub mod pledges;
pub mod records;
pub mod sessions;
pub mod settings;
pub mod stays;
pub mod suggestions;
pub mod supporters;
pub mod thanks;
pub mod tidy;
pub mod tokens;
pub mod wellbeing;

/// Every list of statements.
pub(crate) static ALL: &[&[&Statement]] = &[
    ask_cards::STATEMENTS,
    asks::STATEMENTS,
    attempts::STATEMENTS,
    blocks::STATEMENTS,
    capacity::STATEMENTS,
    check_ins::STATEMENTS,
    circle_figures::STATEMENTS,
    circle_weeks::STATEMENTS,
    circles::STATEMENTS,
    day_links::STATEMENTS,
    export::STATEMENTS,
    farewell::STATEMENTS,
    group_figures::STATEMENTS,
    helps::STATEMENTS,
    idempotency::STATEMENTS,
    imports::STATEMENTS,
    invitations::STATEMENTS,
    jobs::STATEMENTS,
    links::STATEMENTS,
    loans::STATEMENTS,
    mails::STATEMENTS,
    memberships::STATEMENTS,
    messages::STATEMENTS,
    mirrors::STATEMENTS,
    needs::STATEMENTS,
    notices::STATEMENTS,
    offers::STATEMENTS,
    partings::STATEMENTS,
    people::STATEMENTS,
    pledges::STATEMENTS,
    records::STATEMENTS,
    sessions::STATEMENTS,
    settings::STATEMENTS,
    stays::STATEMENTS,
    suggestions::STATEMENTS,
    supporters::STATEMENTS,
    thanks::STATEMENTS,
    tidy::STATEMENTS,
    tokens::STATEMENTS,
    wellbeing::STATEMENTS,
];
