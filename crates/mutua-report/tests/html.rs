//! Pages and drawings: sound, self-contained, readable. The gallery can be looked at: it is written to the folder that
//! `MUTUA_GALLERY` names.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use mutua_report::html::draw::{self, Interval, IntervalAxis, Panel};
use mutua_report::html::{Figure, Page, Section};
use mutua_report::output::DataTable;
use scraper::{Html, Selector};

/// A page with each drawing, in ordinary and in unlikely cases.
fn gallery() -> Page {
    let names =
        ["Ana", "Ben", "Chiara", "Dawit", "Elif", "Farid", "Grace", "Hana", "Ivo", "José María de la Cruz"];
    let arcs = [
        (0, 1, 4.0),
        (1, 0, 3.0),
        (1, 2, 2.0),
        (2, 3, 5.0),
        (3, 1, 1.0),
        (4, 5, 2.0),
        (5, 4, 2.0),
        (6, 4, 8.0),
        (7, 0, 1.0),
        (0, 8, 3.0),
        (8, 2, 1.0),
        (2, 8, 1.0),
        (9, 6, 2.0),
    ];
    let crowd: Vec<String> = (1..=108).map(|at| format!("P{at:03}")).collect();
    let crowd: Vec<&str> = crowd.iter().map(String::as_str).collect();
    let many: Vec<_> =
        (0..1400_u32).map(|at| (at * 37 % 108, at * at * 11 % 107, f64::from(at % 7 + 1))).collect();
    let table = || {
        DataTable::new("Figures", ["person"], ["given", "received"])
            .row(["Ana", "12", "3"])
            .row(["Ben", "4", "9"])
    };
    Page::new("All drawings of a report")
        .intro("Each drawing that a report may hold, with made-up figures.")
        .remark(Some("helps.csv: left out 3 of 200 rows (3 not a number, lines 7, 19, 44)".into()))
        .fact("persons", "108", "")
        .fact("direct reciprocity", "46.2 %", "of help goes back between the same two")
        .fact("circulation", "63.9 %", "chance gives 55.1 % ± 0.6")
        .fact("a long one", "1 234 567 890", "")
        .section(Section::new("A small network").words("Ten persons.").figure(Figure::new(draw::network("Who helps whom", &names, &arcs), table()).caption("Lines are thicker where more help flows.")))
        .section(Section::new("A crowded network").figure(Figure::new(draw::network("Who helps whom", &crowd, &many), table())))
        .section(Section::new("Ties by class").figure(Figure::new(draw::stacked("Ties", &["independent", "interdependent", "one way", "not enough to say"], &[("transport", vec![12.0, 7.0, 3.0, 40.0]), ("care of children", vec![2.0, 9.0, 1.0, 20.0]), ("advice", vec![0.0, 0.0, 0.0, 5.0])]), table())))
        .section(Section::new("Positions").words("Median and 80 % interval.").figure(Figure::new(draw::intervals("Positions", &positions(), &IntervalAxis::position()), table())))
        .section(Section::new("Effects").figure(Figure::new(draw::intervals("Effects", &[Interval { name: "actor", low: 0.31, middle: 0.40, high: 0.49 }, Interval { name: "partner", low: -0.02, middle: 0.08, high: 0.17 }], &IntervalAxis::effect()), table())))
        .section(Section::new("Circulation against its null").figure(Figure::new(draw::against_null("Circulation", &draws(), 0.6385, "directions flipped at random"), table())))
        .section(Section::new("Over time").figure(Figure::new(draw::lines("By month", &["2024-01", "2024-02", "2024-03", "2024-04", "2024-05"], &[Panel { name: "helps", values: vec![12.0, 30.0, 22.0, f64::NAN, 41.0] }, Panel { name: "persons", values: vec![9.0, 11.0, 11.0, 12.0, 14.0] }, Panel { name: "wellbeing", values: vec![6.1, 6.4, 6.2, 6.9, 7.0] }]), table())))
        .section(Section::new("Load").figure(Figure::new(draw::bars("Help given", &[("Ana", 57.0), ("Ben", 31.5), ("José María de la Cruz", 4.0), ("nobody", 0.0)]), table())))
        .section(Section::new("Who and whom").figure(Figure::new(draw::heat("Help", &names, &names, &matrix()), table())))
        .section(Section::new("Spread in a large group").figure(Figure::new(draw::ranks("Spread", "times", &[("given", &spread(1.3)), ("received", &spread(0.7))]), table())))
        .how("Figures are made up.")
        .source("Somebody (1999) A source with a long title, to see how lists of them look when they run over several lines of a page. Journal of Examples 1:1–9.")
}

fn positions() -> Vec<Interval<'static>> {
    vec![
        Interval { name: "P01", low: -0.92, middle: -0.71, high: -0.44 },
        Interval { name: "P02", low: -0.21, middle: 0.02, high: 0.24 },
        Interval { name: "P03", low: 0.41, middle: 0.69, high: 0.9 },
        Interval { name: "P04", low: f64::NAN, middle: f64::NAN, high: f64::NAN },
        Interval { name: "somebody with a long name", low: -0.4, middle: 0.1, high: 0.5 },
    ]
}

fn draws() -> Vec<f64> {
    (0..200)
        .map(|at| 0.551 + 0.006 * (f64::from(at) * 0.7).sin() + 0.004 * (f64::from(at) * 1.9).cos())
        .collect()
}

fn matrix() -> Vec<Vec<f64>> {
    (0..10_u32).map(|row| (0..10_u32).map(|column| f64::from((row * 3 + column * 7) % 5)).collect()).collect()
}

fn spread(power: f64) -> Vec<f64> {
    (1..5000).map(|rank| 4000.0 / f64::from(rank).powf(power)).collect()
}

#[test]
fn the_gallery_is_one_page_that_loads_nothing() {
    let html = gallery().render();
    if let Ok(folder) = std::env::var("MUTUA_GALLERY") {
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(format!("{folder}/gallery.html"), &html).unwrap();
    }
    let page = Html::parse_document(&html);
    for selector in ["script", "link", "img", "iframe", "[src]", "[onclick]", "image", "use", "foreignObject"]
    {
        assert_eq!(page.select(&Selector::parse(selector).unwrap()).count(), 0, "{selector}");
    }
    assert!(!html.contains("url(") && !html.contains("@import"));
    assert!(!html.contains("http:") && !html.contains("https:") && !html.contains("//"));
}

#[test]
fn each_drawing_says_what_it_shows_and_has_its_table() {
    let html = gallery().render();
    let page = Html::parse_document(&html);
    let count = |selector: &str| page.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("figure"), 10);
    assert_eq!(count("figure > svg.wide[role=img] > title"), 10);
    assert_eq!(count("figure > svg.narrow[role=img] > desc"), 10);
    assert_eq!(count("figure + details table"), 10);
    assert_eq!(count("h1"), 1);
    assert!(!html.contains("NaN") && !html.contains("inf\""), "no coordinate is missing");
}

#[test]
fn what_a_file_holds_stays_text() {
    let bad = "<script>alert(1)</script>\"'&\u{0}";
    let page = Page::new(bad)
        .intro(bad)
        .fact(bad, bad, bad)
        .section(
            Section::new(bad)
                .words(bad)
                .figure(
                    Figure::new(
                        draw::bars(bad, &[(bad, 1.0)]),
                        DataTable::new(bad, [bad], [bad]).row([bad, bad]),
                    )
                    .caption(bad),
                )
                .figure(Figure::new(
                    draw::network(bad, &[bad, "b"], &[(0, 1, 1.0)]),
                    DataTable::new(bad, [bad], []),
                )),
        )
        .how(bad)
        .source(bad);
    let html = page.render();
    assert!(!html.contains("<script"));
    assert_eq!(Html::parse_document(&html).select(&Selector::parse("script").unwrap()).count(), 0);
}

#[test]
fn drawings_of_nothing_are_drawn() {
    let empty = [
        draw::network("x", &[], &[]),
        draw::network("x", &["a"], &[]),
        draw::bars("x", &[]),
        draw::bars("x", &[("a", f64::NAN), ("b", f64::INFINITY)]),
        draw::stacked("x", &[], &[]),
        draw::stacked("x", &["a"], &[("b", vec![0.0])]),
        draw::intervals("x", &[], &IntervalAxis::position()),
        draw::intervals(
            "x",
            &[Interval { name: "a", low: 1.0, middle: 1.0, high: 1.0 }],
            &IntervalAxis::default(),
        ),
        draw::against_null("x", &[], f64::NAN, "chance"),
        draw::against_null("x", &[0.5, 0.5], 0.5, "chance"),
        draw::lines("x", &[], &[]),
        draw::lines("x", &["t"], &[Panel { name: "p", values: vec![f64::NAN] }]),
        draw::heat("x", &[], &[], &[]),
        draw::ranks("x", "y", &[("a", &[])]),
        draw::ranks("x", "y", &[("a", &[0.0, f64::NAN, 3.0])]),
    ];
    for drawing in empty {
        let html = drawing.html();
        assert!(html.contains("</svg>") && !html.contains("NaN") && !html.contains("inf"), "{html}");
    }
}

#[test]
fn a_large_network_becomes_a_matrix_and_then_its_spread() {
    let names: Vec<String> = (0..1000).map(|at| format!("p{at}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let arcs: Vec<_> = (0..999).map(|at| (at, at + 1, 1.0)).collect();
    let is_matrix = |arcs: &[(u32, u32, f64)]| {
        let drawn = draw::network("x", &names[..200], arcs).html();
        assert_ne!(drawn.contains("class=\"band\""), drawn.contains("class=\"node\""));
        drawn.contains("class=\"band\"")
    };
    let many: Vec<_> = (0..600).map(|at| (at % 200, (at * 7 + 1) % 200, 1.0)).collect();
    assert!(is_matrix(&many));
    // Of few ties a matrix would be all but empty.
    assert!(!is_matrix(&arcs[..199]));
    let spread = draw::network("x", &names, &arcs).html();
    assert!(spread.contains("received") && spread.len() < 20_000);
}

#[test]
fn large_figures_find_room_beside_their_axis() {
    let panel = Panel { name: "helps", values: vec![849_316.0, 794_520.0] };
    let drawn = draw::lines("x", &["2024-01", "2024-02"], &[panel]).html();
    let label = drawn.split("<text").find(|text| text.contains(">500000<")).unwrap();
    let end: f64 = label.split("x=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
    assert!(end >= 6.0 * 7.0, "{label}");

    let many: Vec<f64> = (1..500_000).map(|rank| 1e4 / f64::from(rank)).collect();
    let narrow = draw::ranks("x", "help", &[("given", &many)]).html();
    let narrow = narrow.split("class=\"narrow\"").nth(1).unwrap();
    assert!(narrow.contains(">1000<") && !narrow.contains(">100000<"), "labels would run into each other");
}

/// Contrast by WCAG 2: text 4.5 to 1 on its ground, drawings 3 to 1.
#[test]
fn colours_stand_out_from_their_ground_in_light_and_dark() {
    let css = include_str!("../templates/report.css");
    let blocks: Vec<&str> = css.split(":root").skip(1).collect();
    assert_eq!(blocks.len(), 3, "light, dark, print");
    for block in blocks {
        let block =
            &block[..block.find("\n}").unwrap_or(block.len()).min(block.find("}\n").unwrap_or(block.len()))];
        let color = |name: &str| luminance(block.split(&format!("--{name}: #")).nth(1).unwrap());
        for ground in ["paper", "card"] {
            for text in ["ink", "quiet", "link"] {
                assert!(contrast(color(text), color(ground)) >= 4.5, "{text} on {ground}: {block}");
            }
            for fill in ["c1", "c2", "c3", "c4", "c5", "c6"] {
                assert!(contrast(color(fill), color(ground)) >= 3.0, "{fill} on {ground}: {block}");
            }
        }
        for fill in ["c1", "c2", "c3", "c4", "c5", "c6"] {
            assert!(contrast(color("on"), color(fill)) >= 4.5, "text on {fill}: {block}");
        }
    }
}

fn luminance(hex: &str) -> f64 {
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
