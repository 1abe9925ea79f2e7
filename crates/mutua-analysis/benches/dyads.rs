//! How long the actor-partner model takes on many diaries: `cargo bench -p mutua-analysis --bench dyads`.
//!
//! With `-- --dyads N --days T --repeat K --csv FILE` it writes the diaries that it makes to a file, so that another tool
//! can fit the same. Each line of output is JSON: the structure, seconds, and what was found.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::io::{BufWriter, Write};
use std::time::Instant;

use mutua_analysis::dyads::{DyadRows, Fit, Model, Predictor, Structure, fit};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};

struct Made {
    dyad: Vec<u32>,
    person: Vec<u32>,
    day: Vec<i64>,
    x: Vec<f64>,
    y: Vec<f64>,
}

/// Diaries of dyads who vary, persons who vary, and days that both share.
fn make(dyads: u32, days: i64) -> Made {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(20_240_601);
    let mut normal = move || -> f64 { StandardNormal.sample(&mut rng) };
    let mut made = Made { dyad: vec![], person: vec![], day: vec![], x: vec![], y: vec![] };
    for dyad in 0..dyads {
        let couple = 0.6 * normal();
        let persons = [couple + 0.5 * normal(), couple + 0.5 * normal()];
        for day in 0..days {
            let shared = 0.5 * normal();
            let x = [5.0 + normal(), 5.0 + normal()];
            for (me, person) in (0..2u32).zip(persons) {
                let mine = me as usize;
                made.dyad.push(dyad);
                made.person.push(me);
                made.day.push(day);
                made.x.push(x[mine]);
                made.y.push(1.0 + 0.4 * x[mine] + 0.2 * x[1 - mine] + person + shared + 0.8 * normal());
            }
        }
    }
    made
}

fn write(made: &Made, path: &str) -> std::io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(path)?);
    writeln!(out, "dyad,person,day,x,xp,y")?;
    for k in 0..made.dyad.len() {
        let (x, xp) = (made.x[k], made.x[k ^ 1]);
        writeln!(out, "{},{},{},{x},{xp},{}", made.dyad[k], made.person[k], made.day[k], made.y[k])?;
    }
    out.flush()
}

/// Seconds that this thread was on a processor, where the system tells (Linux): unlike the clock's, they don't count what
/// else runs on the machine.
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds: f64 = told.split_whitespace().next()?.parse().ok()?;
    Some(nanoseconds * 1e-9)
}

fn show(name: &str, seconds: f64, on_processor: Option<f64>, fit: &Fit) {
    let numbers: Vec<f64> = fit.coefficients.iter().flat_map(|c| [c.estimate, c.se]).collect();
    let rho = fit.variation.rho.map_or("null".to_owned(), |r| r.to_string());
    let cpu = on_processor.map_or("null".to_owned(), |s| format!("{s:.4}"));
    println!(
        "{{\"structure\":\"{name}\",\"seconds\":{seconds:.4},\"cpu_seconds\":{cpu},\"rows\":{},\"coefficients\":{numbers:?},\"sigma\":{},\"rho\":{rho},\"logLik\":{},\"evaluations\":{},\"converged\":{}}}",
        fit.rows, fit.variation.sigma, fit.log_likelihood, fit.evaluations, fit.converged
    );
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().collect();
    let option = |name: &str| args.iter().position(|a| a == name).and_then(|k| args.get(k + 1));
    let number = |name: &str, default: u32| option(name).map_or(Ok(default), |v| v.parse());
    let (dyads, days, repeat) = (number("--dyads", 2_000)?, number("--days", 14)?, number("--repeat", 3)?);
    let made = make(dyads, i64::from(days));
    if let Some(path) = option("--csv") {
        write(&made, path)?;
    }
    let rows = DyadRows {
        dyad: &made.dyad,
        person: &made.person,
        time: Some(&made.day),
        outcome: &made.y,
        predictors: vec![Predictor { own: &made.x, partner: None }],
        ..DyadRows::default()
    };
    let pairs = Model::default();
    let models = [
        ("pairs", pairs),
        ("dyad", Model { structure: Structure::Dyad, ..pairs }),
        ("intercepts_and_days", Model { structure: Structure::InterceptsAndDays, ..pairs }),
        ("pairs_serial", Model { serial: true, ..pairs }),
    ];
    let wanted = option("--structure");
    for (name, model) in models.iter().filter(|(name, _)| wanted.is_none_or(|w| w == name)) {
        for _ in 0..repeat {
            let (start, busy) = (Instant::now(), on_processor());
            let found = fit(&rows, model)?;
            let busy = on_processor().zip(busy).map(|(after, before)| after - before);
            show(name, start.elapsed().as_secs_f64(), busy, &found);
        }
    }
    Ok(())
}
