//! How often anything untrue is said, by simulation. `examples/calibration` prints the same with more repetitions.

#[path = "../examples/calibration/simulate.rs"]
mod simulate;

use mutua_analysis::log::{
    Evidence, Exchange, Finding, Keeping, Label, Probabilities, carrying, continuum, judge, position,
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Beta, Binomial, Distribution};
use simulate::{Truth, repeat};

#[test]
fn a_balanced_tie_is_seldom_ever_called_anything_else() {
    let truth = Truth { per_week: 1.0, share: 0.5, weeks: 52 };
    let mutual = |finding: Finding| finding.label == Label::Interdependent;
    let ever = repeat(truth, &mutual, 1_000, 1).unwrap();
    println!("balanced, once a week, of 1000: {ever:?}");
    // About 2 in 100; 4 standard errors to either side.
    assert!((3..=40).contains(&ever.shown_wrong), "{ever:?}");
    assert!(ever.shown_wrong <= ever.found_wrong);
    assert!(ever.shown_right > 800, "{ever:?}");
}

/// If shares are what the prior says they may be, then of what is said with a probability of nine tenths at least nine
/// in ten are true.
#[test]
fn what_is_said_is_true_as_often_as_it_claims() {
    let mut rng = ChaCha8Rng::seed_from_u64(5);
    let prior = Beta::new(0.5, 0.5).unwrap();
    for n in [5, 12, 40] {
        let (mut said, mut right, mut expected) = (0u32, 0u32, 0.0);
        for _ in 0..4_000 {
            let share = prior.sample(&mut rng);
            let x = Binomial::new(n, share).unwrap().sample(&mut rng) as f64;
            let evidence = Evidence { x, y: n as f64 - x, days: 30.0 };
            let p = Probabilities::of(&evidence);
            let finding = judge(&evidence, &p, &[Keeping::default(); 2]);
            let (claim, holds) = match finding.label {
                Label::Interdependent => (p.interdependent, (0.25..=0.75).contains(&share)),
                Label::Dependent => {
                    (p.a_gives.max(p.b_gives), if p.a_gives > 0.5 { share > 0.75 } else { share < 0.25 })
                }
                _ => continue,
            };
            said += 1;
            right += u32::from(holds);
            expected += claim;
        }
        let error = (f64::from(said) * 0.1 * 0.9).sqrt();
        assert!(said > 500);
        assert!(
            (f64::from(right) - expected).abs() < 4.0 * error,
            "n {n}: {right} of {said}, claimed {expected}"
        );
    }
}

/// Eight of ten intervals hold the truth; where the line's corner at 0 gathers truths, more do.
#[test]
fn intervals_of_position_cover() {
    let mut rng = ChaCha8Rng::seed_from_u64(6);
    let prior = Beta::new(0.5, 0.5).unwrap();
    let (repetitions, mut below, mut above, mut carrying_below, mut carrying_above) = (1_500u32, 0, 0, 0, 0);
    for repetition in 0..repetitions {
        let (rho, beta) = (prior.sample(&mut rng), prior.sample(&mut rng));
        let brought = Binomial::new(14, rho).unwrap().sample(&mut rng) as f64;
        let given = Binomial::new(22, beta).unwrap().sample(&mut rng) as f64;
        let exchange = Exchange { given, received: 22.0 - given };
        let keeping = Keeping { kept: 14.0 - brought, brought };
        let found = position(&exchange, &keeping, repetition.into()).unwrap().x;
        let truth = continuum(rho, beta);
        below += u32::from(truth < found.low);
        above += u32::from(truth > found.high);
        let carried = carrying(&exchange, repetition.into()).unwrap();
        let truth = (2.0 * beta - 1.0).max(0.0);
        carrying_below += u32::from(truth < carried.low);
        carrying_above += u32::from(truth > carried.high);
    }
    println!(
        "of {repetitions}: {below} below, {above} above; carrying {carrying_below} below, {carrying_above} above"
    );
    // A tenth on each side at most (standard error .8 %), and not far less in all.
    for outside in [below, above, carrying_below, carrying_above] {
        assert!(f64::from(outside) < 0.13 * f64::from(repetitions), "{outside}");
    }
    assert!(below + above > repetitions / 10, "{below} {above}");
}
