//! The page to look at.

use super::directed::{CirculationFigures, DirectedResult};
use super::ranking::by_name;
use super::text::{on_whom_others_rest, who_lies_between};
use super::topics::Topic;
use super::undirected::UndirectedResult;
use crate::html::{Figure, Page, Section, draw};
use crate::output::{DataTable, number, percent};

pub(super) fn directed(result: &DirectedResult) -> Page {
    let mut page = Page::new(format!("Network of help: {}", file_name(&result.rows.file)))
        .intro(headline(result))
        .remark(result.rows.remark())
        .fact("persons", result.nodes.to_string(), "")
        .fact("returned within pairs", share(result.squartini_r), "of help, by weight")
        .fact("circulates", circulating(&result.circulation), "comes back over any number of persons")
        .fact(
            "receivers on one giver",
            result.fragility_totals.pairs_lose_half_or_more.to_string(),
            "for half or more",
        );
    for note in &result.notes {
        page = page.remark(Some(note.clone()));
    }
    page = page.section(drawn(result));
    for topic in result.topics() {
        let mut section = section(&topic);
        if topic.heading.starts_with("Does help come back") {
            section = against_chance(result, section);
        }
        if topic.heading.starts_with("On how few") {
            section = concentration(result, section);
        }
        if topic.heading == "What holds it together"
            && let Some(table) = who_lies_between(result)
        {
            section = section.figure(Figure::table(table));
        }
        page = page.section(section);
    }
    with_sources(page.section(Section::new("Persons").figure(Figure::table(persons(result)))))
}

pub(super) fn undirected(result: &UndirectedResult) -> Page {
    let names: Vec<&str> = result.names.iter().map(String::as_str).collect();
    let mut page = Page::new(format!("Network of ties: {}", file_name(&result.rows.file)))
        .intro(format!("{} persons with {} ties.", result.whole.nodes, result.whole.edges))
        .remark(result.rows.remark());
    if result.whole.nodes > 0 {
        let table = ties_table(&names, &result.ties);
        let drawing = draw::network("The network", &names, &result.ties);
        page = page.section(Section::new("The network").figure(Figure::new(drawing, table)));
    }
    for topic in result.topics() {
        page = page.section(section(&topic));
    }
    page.how("Ties have no direction; rows that repeat add up; a row from a person to themself is left out.")
}

/// A title says which file, not where it lies.
fn file_name(file: &str) -> &str {
    std::path::Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or(file)
}

fn share(value: Option<f64>) -> String {
    percent(value.unwrap_or(f64::NAN))
}

fn circulating(circulation: &CirculationFigures) -> String {
    match circulation.circulation_bracket {
        Some(bracket) => format!("{} to {}", percent(bracket.lower), percent(bracket.upper)),
        None => share(circulation.circulation_share),
    }
}

/// What the figures say, in two sentences.
fn headline(result: &DirectedResult) -> String {
    if result.arcs == 0 {
        return format!("{} persons, and no help between them.", result.nodes);
    }
    let returned = share(result.squartini_r);
    let mut words =
        format!("{} persons; {returned} of the help between them is returned within its pair", result.nodes);
    if let Some(beyond) = result.circulation.beyond_pairs_share {
        words += &format!(", {} comes back by way of others", percent(beyond));
    }
    words += ".";
    if let Some(null) = &result.direction_flip_null_of_circulation_share {
        words += match (null.p_lower < 0.05, null.p_upper < 0.05) {
            (true, _) => " That is less than if chance had chosen who gives and who gets.",
            (_, true) => " That is more than if chance had chosen who gives and who gets.",
            _ => " That is about what it would be if chance had chosen who gives and who gets.",
        };
    }
    words
}

fn section(topic: &Topic) -> Section {
    let mut table = DataTable::new("", ["figure", "value", "what it says"], []);
    for fact in &topic.facts {
        table.push([fact.name.clone(), fact.value.clone(), fact.meaning.clone()]);
    }
    Section::new(topic.heading.clone()).figure(Figure::table(table))
}

fn drawn(result: &DirectedResult) -> Section {
    let names: Vec<&str> = result.ties.names.iter().collect();
    let arcs: Vec<_> = result.ties.network.arcs().collect();
    let table = ties_table(&names, &arcs);
    let (title, words) = if draw::shows_ties(names.len()) {
        ("Who helps whom", "Who helps whom. The thicker, the more help.")
    } else {
        (
            "How much persons give and receive",
            "How much persons give and receive. Whom they help is in the table.",
        )
    };
    Section::new("The network").words(words).figure(Figure::new(draw::network(title, &names, &arcs), table))
}

/// The largest arcs; a page with millions of rows would help nobody.
fn ties_table(names: &[&str], arcs: &[(u32, u32, f64)]) -> DataTable {
    const MOST: usize = 500;
    let mut largest: Vec<_> = arcs.to_vec();
    largest.sort_by(|a, b| b.2.total_cmp(&a.2));
    let caption = if arcs.len() > MOST { "The 500 largest" } else { "All" };
    let mut table = DataTable::new(caption, ["from", "to"], ["help"]);
    for (from, to, weight) in largest.into_iter().take(MOST) {
        table.push([names[from as usize].to_owned(), names[to as usize].to_owned(), number(weight)]);
    }
    table
}

fn against_chance(result: &DirectedResult, section: Section) -> Section {
    let null = result.direction_flip_null_of_circulation_share.as_ref();
    let Some((null, observed)) = null.zip(result.circulation.circulation_share) else {
        return section.words("No comparison with chance was asked for (--null 200).");
    };
    let mut table = DataTable::new("Circulation", ["network"], ["share"]);
    table.push(["as it is".to_owned(), percent(observed)]);
    table.push([format!("mean of {} by chance", null.draws), percent(null.mean)]);
    table.push(["standard deviation by chance".to_owned(), percent(null.sd)]);
    let drawing = draw::against_null(
        "Circulation against chance",
        &null.shares,
        observed,
        "directions flipped at random",
    );
    section.figure(Figure::new(drawing, table))
}

fn concentration(result: &DirectedResult, section: Section) -> Section {
    if result.arcs == 0 {
        return section;
    }
    let persons = (0_u32..).take(result.nodes);
    let (given, received): (Vec<f64>, Vec<f64>) = persons
        .map(|person| (result.ties.network.given(person), result.ties.network.received(person)))
        .unzip();
    let drawing = draw::ranks(
        "From those with most to those with least",
        "help",
        &[("given", &given), ("received", &received)],
    );
    let section = section.figure(Figure::new(drawing, by_rank(given, received)));
    match on_whom_others_rest(result) {
        Some(table) => section.figure(Figure::table(table)),
        None => section.words("Nobody gets half of their help, or more, from one person."),
    }
}

/// What the drawing of ranks shows: the first, the second, the fifth, the tenth and so on.
fn by_rank(mut given: Vec<f64>, mut received: Vec<f64>) -> DataTable {
    let mut table =
        DataTable::new("From those with most to those with least", [], ["rank", "given", "received"]);
    for amounts in [&mut given, &mut received] {
        amounts.sort_unstable_by(|a, b| b.total_cmp(a));
    }
    let ranks = (0..).flat_map(|power| [1, 2, 5].map(|first| first * 10_usize.pow(power)));
    let ranks = ranks.take_while(|rank| *rank < given.len()).chain([given.len()]);
    for rank in ranks.filter(|rank| *rank > 0) {
        table.push([rank.to_string(), number(given[rank - 1]), number(received[rank - 1])]);
    }
    table
}

fn persons(result: &DirectedResult) -> DataTable {
    let network = &result.ties.network;
    let mut table =
        DataTable::new("By name", ["person"], ["helps so many", "helped by so many", "given", "received"]);
    table.fill(by_name(&result.ties.names), |person| {
        vec![
            result.ties.names.get(person).to_owned(),
            network.receivers(person).len().to_string(),
            network.givers(person).len().to_string(),
            number(network.given(person)),
            number(network.received(person)),
        ]
    });
    table
}

fn with_sources(page: Page) -> Page {
    page.how(
        "Rows with the same giver and receiver add up; help to oneself is left out. Circulation is the largest flow \
         within the help given in which everyone gives as much as they get; by chance, each two persons swap what they \
         give each other with probability one half. Order is the share of imbalances that one height for each person \
         explains, by least squares.",
    )
    .source("Squartini, Picciolo, Ruzzenenti & Garlaschelli (2013) Reciprocity of weighted networks, Scientific Reports 3:2729")
    .source("Garlaschelli & Loffredo (2004) Patterns of link reciprocity in directed networks, Physical Review Letters 93:268701")
    .source("Katz & Powell (1955) Measurement of the tendency toward reciprocation of choice, Sociometry 18:403-409")
    .source("Jiang, Lim, Yao & Ye (2011) Statistical ranking and combinatorial Hodge theory, Mathematical Programming 127:203-244")
    .source("MacKay, Johnson & Sansom (2020) How directed is a directed network?, Royal Society Open Science 7:201138")
    .source("Warner, Kenny & Stoto (1979) A new round robin analysis of variance for social interaction data, Journal of Personality and Social Psychology 37:1742-1757")
    .source("Brandes (2001) A faster algorithm for betweenness centrality, Journal of Mathematical Sociology 25:163-177")
}
