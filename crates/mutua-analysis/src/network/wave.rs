//! Shortest ways from several sources at once, and what each source depends on.
//!
//! In a large network nearly all time goes into fetching from memory what is known of the person at an arc's other end.
//! A wave fetches it once for [`LANES`] sources: each has a lane, a person's lanes lie side by side in one cache line, and
//! sources that reach a person in the same step share the look along that person's arcs. A step from few persons pushes
//! along their arcs; one from many lets everyone who isn't reached yet pull along theirs, which many threads can do at
//! once, each writing only its own persons: so sums come out the same whatever their number.
//!
//! Sources: Brandes (2001); Then et al. (2014) *The more the merrier: efficient multi-source graph traversal*, PVLDB
//! 8:449-460; Beamer, Asanovic & Patterson (2012) *Direction-optimizing breadth-first search*, SC '12.

use std::ops::Range;

use rayon::prelude::*;

use super::graph::balanced;

/// How many sources go at once: their numbers for one person fill a cache line.
pub(super) const LANES: usize = 8;
/// A step pulls where its arcs are more than this part of all.
const PULLED: usize = 8;
/// Into how many pieces a step is cut that many threads can take.
const PIECES: usize = 64;
/// Below so many arcs it isn't worth it.
const WORTH: usize = 1 << 16;
/// Ways beyond this number are counted in larger units.
const MANY: f64 = 1e150;
/// Levels below this are too near for that many ways.
const DEEP: usize = 16;
/// About what a wave takes for each person.
pub(super) const BYTES_A_PERSON: usize = 3 * size_of::<Lanes>() + 16;

/// A number for each source.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Lanes([f64; LANES]);

impl Lanes {
    const ZERO: Self = Self([0.0; LANES]);
    const ONE: Self = Self([1.0; LANES]);

    #[inline]
    fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(sum, part)| *sum += part);
    }

    /// Nothing in lanes that aren't in `mask`.
    #[inline]
    fn only(self, mask: u8) -> Self {
        Self(std::array::from_fn(|lane| if mask >> lane & 1 == 1 { self.0[lane] } else { 0.0 }))
    }
}

/// The arcs of each person in one direction.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    pub starts: &'a [usize],
    pub others: &'a [u32],
}

impl Rows<'_> {
    #[inline]
    fn of(&self, person: usize) -> &[u32] {
        &self.others[self.starts[person]..self.starts[person + 1]]
    }

    #[inline]
    fn count(&self, person: usize) -> usize {
        self.starts[person + 1] - self.starts[person]
    }

    fn pieces(&self) -> Vec<Range<usize>> {
        balanced(self.starts, if self.others.len() < WORTH { 1 } else { PIECES })
    }
}

/// Along which arcs waves go.
pub(super) struct Ground<'a> {
    out: Rows<'a>,
    back: Rows<'a>,
    out_pieces: Vec<Range<usize>>,
    back_pieces: Vec<Range<usize>>,
}

impl<'a> Ground<'a> {
    /// `back` holds the arcs of `out`, seen from their other ends.
    pub(super) fn new(out: Rows<'a>, back: Rows<'a>) -> Self {
        Self { out, back, out_pieces: out.pieces(), back_pieces: back.pieces() }
    }
}

/// For each person the sum over sources of how much the source depends on them, and of the squares, where wanted.
pub(super) struct Dependencies {
    pub sums: Vec<f64>,
    pub squares: Vec<f64>,
}

impl Dependencies {
    pub(super) fn none(persons: usize, squares: bool) -> Self {
        Self { sums: vec![0.0; persons], squares: vec![0.0; if squares { persons } else { 0 }] }
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, part)| *sum += part);
        self.squares.iter_mut().zip(&other.squares).for_each(|(sum, part)| *sum += part);
    }
}

/// Whom a step reached, and in which lanes.
enum Level {
    Few(Vec<(u32, u8)>),
    /// Of all persons
    Many(Vec<u8>),
}

impl Level {
    fn each(&self, mut of: impl FnMut(usize, u8)) {
        match self {
            Self::Few(some) => some.iter().for_each(|&(person, mask)| of(person as usize, mask)),
            Self::Many(masks) => {
                masks
                    .iter()
                    .enumerate()
                    .filter(|(_, mask)| **mask != 0)
                    .for_each(|(person, &mask)| of(person, mask));
            }
        }
    }

    fn clear(&self, masks: &mut [u8]) {
        match self {
            Self::Few(some) => some.iter().for_each(|&(person, _)| masks[person as usize] = 0),
            Self::Many(_) => masks.fill(0),
        }
    }
}

/// What a step found.
struct Found {
    persons: usize,
    /// How many arcs lead on from there
    arcs: usize,
    /// Where the step pushed
    list: Option<Vec<(u32, u8)>>,
}

/// Room for waves, one after another.
pub(super) struct Wave {
    /// Shortest ways from each source
    ways: Vec<Lanes>,
    /// On the way out the ways of the level that is left, on the way back (1 + dependency) / ways of the level above;
    /// only where `front` says so
    here: Vec<Lanes>,
    /// The same of the next level
    next: Vec<Lanes>,
    /// In which lanes each person belongs to the level that is left
    front: Vec<u8>,
    /// To the next; empty between steps
    fresh: Vec<u8>,
    reached: Vec<u8>,
    levels: Vec<Level>,
    /// By what the ways of each level were divided, beside what those of the level before were
    scales: Vec<Lanes>,
}

impl Wave {
    pub(super) fn new(persons: usize) -> Self {
        Self {
            ways: vec![Lanes::ZERO; persons],
            here: vec![Lanes::ZERO; persons],
            next: vec![Lanes::ZERO; persons],
            front: vec![0; persons],
            fresh: vec![0; persons],
            reached: vec![0; persons],
            levels: Vec::new(),
            scales: Vec::new(),
        }
    }

    /// Adds what the sources depend on. At most [`LANES`] sources, no person twice.
    pub(super) fn from(&mut self, ground: &Ground<'_>, sources: &[u32], of: &mut Dependencies) {
        self.out(ground, sources);
        self.back(ground, of);
        for level in self.levels.drain(..) {
            match level {
                Level::Few(some) => some.iter().for_each(|&(person, _)| {
                    self.ways[person as usize] = Lanes::ZERO;
                    self.reached[person as usize] = 0;
                }),
                Level::Many(_) => {
                    self.ways.fill(Lanes::ZERO);
                    self.reached.fill(0);
                }
            }
        }
        self.scales.clear();
    }

    fn out(&mut self, ground: &Ground<'_>, sources: &[u32]) {
        let mut some = Vec::with_capacity(sources.len());
        for (lane, &source) in sources.iter().enumerate() {
            let (person, mask) = (source as usize, 1 << lane);
            self.ways[person].0[lane] = 1.0;
            self.here[person] = Lanes::ONE.only(mask);
            (self.front[person], self.reached[person]) = (mask, mask);
            some.push((source, mask));
        }
        let arcs = sources.iter().map(|&source| ground.out.count(source as usize)).sum();
        let mut found = Found { persons: sources.len(), arcs, list: Some(some) };
        while found.persons > 0 {
            let pulls = found.arcs > ground.out.others.len() / PULLED;
            let level = match found.list {
                _ if pulls => Level::Many(self.front.clone()),
                Some(some) => Level::Few(some),
                None => {
                    let all = (0_u32..).zip(&self.front).filter(|(_, mask)| **mask != 0);
                    Level::Few(all.map(|(person, &mask)| (person, mask)).collect())
                }
            };
            found = match &level {
                Level::Few(some) => self.push(ground, some),
                Level::Many(_) => self.pull(ground),
            };
            self.step(&level);
            self.levels.push(level);
            self.scale();
        }
    }

    /// The next level becomes the one that is left.
    fn step(&mut self, left: &Level) {
        left.clear(&mut self.front);
        std::mem::swap(&mut self.front, &mut self.fresh);
        std::mem::swap(&mut self.here, &mut self.next);
    }

    fn push(&mut self, ground: &Ground<'_>, some: &[(u32, u8)]) -> Found {
        let mut list: Vec<(u32, u8)> = Vec::new();
        for &(person, mask) in some {
            let ways = self.here[person as usize];
            for &other in ground.out.of(person as usize) {
                let new = mask & !self.reached[other as usize];
                if new != 0 {
                    let fresh = &mut self.fresh[other as usize];
                    if *fresh == 0 {
                        list.push((other, 0));
                        self.next[other as usize] = ways;
                    } else {
                        self.next[other as usize].add(&ways);
                    }
                    *fresh |= new;
                }
            }
        }
        let mut arcs = 0;
        for (person, mask) in &mut list {
            let at = *person as usize;
            *mask = self.fresh[at];
            arcs += ground.out.count(at);
            // Ways that came in lanes which had been there before are none of the shortest.
            self.next[at] = self.next[at].only(*mask);
            self.ways[at].add(&self.next[at]);
            self.reached[at] |= *mask;
        }
        Found { persons: list.len(), arcs, list: Some(list) }
    }

    fn pull(&mut self, ground: &Ground<'_>) -> Found {
        let (front, here) = (&self.front, &self.here);
        let next = cut(&mut self.next, &ground.back_pieces);
        let ways = cut(&mut self.ways, &ground.back_pieces);
        let fresh = cut(&mut self.fresh, &ground.back_pieces);
        let reached = cut(&mut self.reached, &ground.back_pieces);
        let pieces = ground.back_pieces.par_iter().zip(next).zip(ways).zip(fresh).zip(reached);
        let (persons, arcs) = pieces
            .map(|((((range, next), ways), fresh), reached)| {
                let (mut persons, mut arcs) = (0, 0);
                for (at, person) in range.clone().enumerate() {
                    let open = !reached[at];
                    if open == 0 {
                        fresh[at] = 0;
                        continue;
                    }
                    let (mut sum, mut mask) = (Lanes::ZERO, 0);
                    for &other in ground.back.of(person) {
                        let new = front[other as usize] & open;
                        if new != 0 {
                            mask |= new;
                            sum.add(&here[other as usize]);
                        }
                    }
                    fresh[at] = mask;
                    if mask != 0 {
                        next[at] = sum.only(mask);
                        ways[at].add(&next[at]);
                        reached[at] |= mask;
                        persons += 1;
                        arcs += ground.out.count(person);
                    }
                }
                (persons, arcs)
            })
            .reduce(|| (0, 0), |one, other| (one.0 + other.0, one.1 + other.1));
        Found { persons, arcs, list: None }
    }

    /// Counts the ways of the newest level in larger units where they are too many for a number.
    fn scale(&mut self) {
        let mut scale = Lanes::ONE;
        if self.levels.len() > DEEP {
            let level: Vec<usize> = (0..self.front.len()).filter(|&person| self.front[person] != 0).collect();
            for &person in &level {
                for lane in 0..LANES {
                    if self.front[person] >> lane & 1 == 1 && self.here[person].0[lane] > MANY {
                        scale.0[lane] = MANY;
                    }
                }
            }
            for &person in &level {
                for lane in 0..LANES {
                    if self.front[person] >> lane & 1 == 1 {
                        self.here[person].0[lane] /= scale.0[lane];
                        self.ways[person].0[lane] /= scale.0[lane];
                    }
                }
            }
        }
        self.scales.push(scale);
    }

    fn back(&mut self, ground: &Ground<'_>, of: &mut Dependencies) {
        let Some(last) = self.levels.last() else { return };
        last.each(|person, mask| {
            self.front[person] = mask;
            self.here[person] = shares(&Lanes::ZERO, &self.ways[person], mask);
        });
        for level in (1..self.levels.len()).rev() {
            if level + 1 < self.levels.len() {
                self.turn(ground, level, of);
            }
        }
        // Sources don't depend on themselves.
        let left = self.levels.get(1).unwrap_or(&self.levels[0]);
        left.clear(&mut self.front);
    }

    /// Works out how much the sources depend on the persons of a level, from the level above.
    fn turn(&mut self, ground: &Ground<'_>, level: usize, of: &mut Dependencies) {
        let (front, here, ways, scale) = (&self.front, &self.here, &self.ways, &self.scales[level]);
        let dependency = |person: usize, mask: u8| {
            let mut sum = Lanes::ZERO;
            for &other in ground.out.of(person) {
                if front[other as usize] & mask != 0 {
                    sum.add(&here[other as usize]);
                }
            }
            let of = |lane: usize| ways[person].0[lane] * sum.0[lane] / scale.0[lane];
            Lanes(std::array::from_fn(of)).only(mask)
        };
        match &self.levels[level] {
            Level::Few(some) => {
                for &(person, mask) in some {
                    let person = person as usize;
                    let found = dependency(person, mask);
                    self.fresh[person] = mask;
                    self.next[person] = shares(&found, &ways[person], mask);
                    of.sums[person] += found.0.iter().sum::<f64>();
                    if let Some(squares) = of.squares.get_mut(person) {
                        *squares += found.0.iter().map(|one| one * one).sum::<f64>();
                    }
                }
            }
            Level::Many(masks) => {
                self.fresh.copy_from_slice(masks);
                let next = cut(&mut self.next, &ground.out_pieces);
                let sums = cut(&mut of.sums, &ground.out_pieces);
                let squares = cut(&mut of.squares, &ground.out_pieces);
                let pieces = ground.out_pieces.par_iter().zip(next).zip(sums).zip(squares);
                pieces.for_each(|(((range, next), sums), squares)| {
                    for (at, person) in range.clone().enumerate().filter(|(_, person)| masks[*person] != 0) {
                        let found = dependency(person, masks[person]);
                        next[at] = shares(&found, &ways[person], masks[person]);
                        sums[at] += found.0.iter().sum::<f64>();
                        if let Some(squares) = squares.get_mut(at) {
                            *squares += found.0.iter().map(|one| one * one).sum::<f64>();
                        }
                    }
                });
            }
        }
        self.levels[level + 1].clear(&mut self.front);
        std::mem::swap(&mut self.front, &mut self.fresh);
        std::mem::swap(&mut self.here, &mut self.next);
    }
}

/// (1 + dependency) / ways, in the lanes of `mask`.
#[inline]
fn shares(dependency: &Lanes, ways: &Lanes, mask: u8) -> Lanes {
    let of =
        |lane: usize| if mask >> lane & 1 == 1 { (1.0 + dependency.0[lane]) / ways.0[lane] } else { 0.0 };
    Lanes(std::array::from_fn(of))
}

/// Cuts what lies one a person at the borders of `ranges`; nothing may lie there at all.
fn cut<'a, T>(mut items: &'a mut [T], ranges: &[Range<usize>]) -> Vec<&'a mut [T]> {
    ranges
        .iter()
        .map(|range| {
            let long = range.len().min(items.len());
            let (piece, rest) = std::mem::take(&mut items).split_at_mut(long);
            items = rest;
            piece
        })
        .collect()
}
