//! Pieces that many pages show, as templates of their own: `{{ f.icon("ask") }}` in a page. What a template includes or calls
//! as a macro is compiled into each page that does; these are compiled once.

use askama::{Template, filters::HtmlSafe};
use mutua_domain::id::PersonId;

use crate::frame::Frame;

/// Declares a piece, the block of `pieces.html` that it renders, and the method of the frame that makes it.
macro_rules! pieces {
    ($($(#[$doc:meta])* $name:ident = $block:literal as $method:ident($($field:ident: $ty:ty),*);)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Template)]
            #[template(path = "pieces.html", block = $block)]
            pub struct $name<'a> {
                f: &'a Frame,
                $($field: $ty,)*
            }

            impl HtmlSafe for $name<'_> {}

            impl Frame {
                $(#[$doc])*
                pub fn $method<'a>(&'a self, $($field: $ty),*) -> $name<'a> {
                    $name { f: self, $($field),* }
                }
            }
        )+
    };
}

pieces! {
    /// A picture from the set of icons.
    Icon = "icon" as icon(name: &'a str);
    /// The kind of reliance, as a word of the vocabulary.
    KindWord = "kind" as kind(word: &'a str);
    /// A person's letters on their colour.
    Avatar = "avatar" as avatar(id: &'a PersonId, name: &'a str);
    /// What the head of each page loads.
    Head = "head" as head();
    /// The beginning of the body: the way to the content, the brand, the navigation.
    Top = "top" as top();
    /// How many notices are new.
    NewsCount = "news_count" as news_count();
    /// What was just done, said once.
    Flash = "flash" as message();
    /// The end of each page.
    Foot = "foot" as foot();
    /// All problems of a form, each with a link to its field. Goes first in the form.
    Problems = "problems" as problems();
    /// The problem of one field, below it.
    Problem = "problem" as problem(field: &'a str);
    /// The class of a field with a problem.
    BadClass = "bad_class" as bad_class(field: &'a str);
    /// The attributes of an input with a problem.
    Bad = "bad" as bad(field: &'a str);
    /// A line of text: its name (label `field-…`), its value, a hint (message key, or nothing), the sort of input.
    TextField = "text_field"
        as text_field(field: &'a str, value: &'a str, hint: &'a str, kind: &'a str, optional: bool);
    /// Several lines of text.
    AreaField = "area_field"
        as area_field(field: &'a str, value: &'a str, hint: &'a str, rows: u8, optional: bool);
    /// The way to the next page of a list.
    Pager = "pager" as pager(next: Option<&'a str>, base: &'a str);
}
