//! Whether the days of two people are linked, where there is nobody else to compare them with.
//!
//! [`super::link_pairs`] compares a pair with people who aren't one. Where others' days may not be used for that, the two
//! serve themselves: one's days are laid beside *other* days of the other, by sliding the other's whole series along the
//! calendar, at least [`APART`] days either way, and around the end ("data sliding" among the surrogates of Moulder,
//! Boker, Ramseyer & Tschacher 2018). A slid series keeps all that it is by itself (how one day carries over to the next,
//! gaps, spread) and loses what it has with the other's days. The part of slides that a pair has to exceed is that of
//! pseudo-pairs.
//!
//! What moves both at once is not lost in strangers and is lost by sliding, so it is taken out beforehand as far as it is
//! slow or weekly: each day is taken less the mean of the four weeks around it, then less the mean of its weekday. What
//! happens to both on one day (a feast, a storm) stays, and can look like a link: say so wherever this is shown.

use super::links::{Direction, LinkOptions, Linked, NextDay, Series, next_day, shared_steps};
use super::null::Null;

/// A slide is at least so many days: what carries over for some days isn't compared with itself.
pub const APART: i64 = 14;
/// Days before and after one that make its usual level.
const AROUND: i64 = 14;
/// So few slides tell no percentile.
const LEAST_SLIDES: usize = 20;
/// A slide counts where it rests on at least this part of the days that the pair itself rests on.
const LEAST_PART: f64 = 0.5;

/// Two people's days, compared with no one else's.
#[derive(Debug, Clone, PartialEq)]
pub struct LinkAlone {
    /// Consecutive days that they share
    pub steps: usize,
    /// What the second person's day does to the first's next (`person` 0), and the other way round (`person` 1).
    /// `p_adjusted` is never given: there is one pair.
    pub directions: [Direction; 2],
    /// Slides that each direction was compared with
    pub slides: [usize; 2],
}

/// Tests whether the days of two people are linked, each direction against slides of the one whose day comes first.
///
/// Of `options`, `least_steps` and `percentile` are used. Nothing is drawn: all slides are taken.
///
/// # Examples
/// Over half a year, one's day comes back in the other's next, and not the other way round.
/// ```
/// use mutua_analysis::dyads::{LinkOptions, Linked, Series, link_alone};
///
/// // Numbers without any rhythm.
/// let noise = |n: i64| f64::from(((n * n * 7919 + n * 104_729) % 1009) as i32 % 11) - 5.0;
/// let first: Vec<(i64, f64)> = (0..180).map(|day| (day, 5.0 + noise(day))).collect();
/// let second = (0..180).map(|day| (day, 5.0 + 0.6 * noise(day - 1) + noise(day + 400)));
/// let found = link_alone(
///     &Series::new(first.clone()).unwrap(),
///     &Series::new(second).unwrap(),
///     &LinkOptions::default(),
/// );
/// assert_eq!(found.steps, 179);
/// assert_eq!(found.directions[0].linked, Linked::NotBeyondChance);
/// assert_eq!(found.directions[1].linked, Linked::Linked);
/// ```
#[must_use]
pub fn link_alone(a: &Series, b: &Series, options: &LinkOptions) -> LinkAlone {
    let steps = shared_steps(a, b);
    let (shared, _) = Series::shared(a, b);
    let ends = shared.days.first().zip(shared.days.last()).map(|(first, last)| (first.0, last.0));
    let within = |series: &Series| ends.map(|ends| unusual(series, ends));
    let both = within(a).zip(within(b)).zip(ends).filter(|_| steps >= options.least_steps);
    let Some(((a, b), ends)) = both else {
        return LinkAlone { steps, directions: [unsaid(0), unsaid(1)], slides: [0; 2] };
    };
    let (first, first_slides) = direction(0, (&a, &b), ends, options.percentile);
    let (second, second_slides) = direction(1, (&b, &a), ends, options.percentile);
    LinkAlone { steps, directions: [first, second], slides: [first_slides, second_slides] }
}

fn unsaid(person: usize) -> Direction {
    Direction {
        person,
        effect: None,
        percentile: None,
        p: None,
        p_adjusted: None,
        linked: Linked::NotEnoughToSay,
    }
}

fn direction(
    which: usize,
    (person, other): (&Series, &Series),
    ends: (i64, i64),
    percentile: f64,
) -> (Direction, usize) {
    let Some(effect) = next_day(person, other) else { return (unsaid(which), 0) };
    let null = Null::new(slides(person, other, ends, &effect));
    let Some(threshold) = null.threshold(percentile).filter(|_| null.len() >= LEAST_SLIDES) else {
        return (unsaid(which), null.len());
    };
    let linked = if effect.t.abs() > threshold { Linked::Linked } else { Linked::NotBeyondChance };
    let direction = Direction {
        effect: Some(effect),
        percentile: Some(null.part_below(effect.t)),
        p: Some(null.p(effect.t)),
        linked,
        ..unsaid(which)
    };
    (direction, null.len())
}

/// The `t` of every slide.
fn slides(person: &Series, other: &Series, (first, last): (i64, i64), effect: &NextDay) -> Vec<f64> {
    let length = last - first + 1;
    let enough = |found: &NextDay| found.n as f64 >= LEAST_PART * effect.n as f64;
    (APART..=length - APART)
        .filter_map(|by| {
            next_day(person, &slid(other, first, length, by)).filter(enough).map(|found| found.t)
        })
        .collect()
}

/// The series moved on by some days, with what passes the end coming back at the beginning.
fn slid(series: &Series, first: i64, length: i64, by: i64) -> Series {
    let mut days: Vec<(i64, f64)> = series
        .days
        .iter()
        .map(|(day, score)| (first + (day - first + by).rem_euclid(length), *score))
        .collect();
    let turn = days.windows(2).position(|two| two[1].0 < two[0].0).map_or(0, |at| at + 1);
    days.rotate_left(turn);
    Series { days, scale: series.scale }
}

/// The days between two, each less the mean of the weeks around it, then less the mean of its weekday.
fn unusual(series: &Series, (first, last): (i64, i64)) -> Series {
    let days: Vec<(i64, f64)> =
        series.days.iter().copied().filter(|(day, _)| (first..=last).contains(day)).collect();
    let (mut from, mut until, mut sum) = (0, 0, 0.0);
    let mut level = Vec::with_capacity(days.len());
    for (day, score) in &days {
        while until < days.len() && days[until].0 <= day + AROUND {
            sum += days[until].1;
            until += 1;
        }
        while days[from].0 < day - AROUND {
            sum -= days[from].1;
            from += 1;
        }
        level.push((*day, score - sum / (until - from) as f64));
    }
    let mut weekdays = [(0.0, 0.0); 7];
    for (day, score) in &level {
        let (sum, count) = &mut weekdays[day.rem_euclid(7) as usize];
        *sum += score;
        *count += 1.0;
    }
    let days = level
        .into_iter()
        .map(|(day, score)| {
            let (sum, count) = weekdays[day.rem_euclid(7) as usize];
            (day, score - sum / count)
        })
        .collect();
    Series { days, scale: series.scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slide_keeps_all_scores_in_order_and_their_days_within_the_window() {
        let series = Series::new([(10, 1.0), (11, 2.0), (13, 3.0), (19, 4.0)]).unwrap();
        let moved = slid(&series, 10, 10, 3);
        let days: Vec<i64> = moved.days.iter().map(|(day, _)| *day).collect();
        assert_eq!(days, [12, 13, 14, 16]);
        assert!((moved.days[0].1 - series.days[3].1).abs() < 1e-12);
    }

    #[test]
    fn weekdays_and_seasons_are_taken_out() {
        let scores =
            (0..365).map(|day| (day, 5.0 + f64::from(day as i32 % 7) + f64::from(day as i32) / 100.0));
        let left = unusual(&Series::new(scores).unwrap(), (0, 364));
        assert!(left.days[30..335].iter().all(|(_, score)| score.abs() < 0.1), "{:?}", &left.days[30..50]);
    }
}
