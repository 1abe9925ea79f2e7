//! Persons, kinds and other texts as numbers.

/// Texts numbered from 0 in the order in which they were first met.
///
/// ```
/// use mutua_report::read::Names;
///
/// let mut names = Names::new();
/// assert_eq!(names.intern("Ana"), 0);
/// assert_eq!(names.intern("Ben"), 1);
/// assert_eq!(names.intern("Ana"), 0);
/// assert_eq!(names.get(1), "Ben");
/// assert_eq!(names.find("Cy"), None);
/// ```
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// All texts one after another
    text: String,
    /// Where each ends in `text`
    ends: Vec<usize>,
    /// Open addressing with linear probing, at most 5/8 full; its length is a power of two
    slots: Vec<Slot>,
}

/// One place of the hash table. Short texts are compared without a look at `text`.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// The first eight bytes, filled up with zeros
    head: u64,
    /// Length of the text in bytes (saturated)
    length: u32,
    /// Number of the text, or `EMPTY`
    id: u32,
}

const EMPTY: Slot = Slot { head: 0, length: 0, id: u32::MAX };
const HEAD: usize = 8;

impl Names {
    /// No names yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text with this number.
    ///
    /// # Panics
    /// Where no text has this number.
    pub fn get(&self, id: u32) -> &str {
        let id = id as usize;
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.text[start..self.ends[id]]
    }

    /// All texts in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> + '_ {
        (0..self.len()).map(|id| {
            let start = if id == 0 { 0 } else { self.ends[id - 1] };
            &self.text[start..self.ends[id]]
        })
    }

    /// The number of a text, if it was met.
    pub fn find(&self, name: &str) -> Option<u32> {
        let name = name.as_bytes();
        if self.slots.is_empty() {
            return None;
        }
        let (head, length) = key(name);
        let place = self.probe(hash(head, name), head, length, name);
        let id = self.slots[place].id;
        (id != u32::MAX).then_some(id)
    }

    /// The number of a text, new or known.
    pub fn intern(&mut self, name: &str) -> u32 {
        // A `str` is UTF-8, so this can't be refused.
        self.intern_bytes(name.as_bytes()).unwrap_or_default()
    }

    /// The number of a text, new or known; nothing where it isn't UTF-8.
    #[inline]
    pub(crate) fn intern_bytes(&mut self, name: &[u8]) -> Option<u32> {
        if self.ends.len() * 8 >= self.slots.len() * 5 {
            self.grow();
        }
        let (head, length) = key(name);
        let place = self.probe(hash(head, name), head, length, name);
        let id = self.slots[place].id;
        if id != u32::MAX {
            return Some(id);
        }
        self.add(place, head, length, name)
    }

    #[cold]
    fn add(&mut self, place: usize, head: u64, length: u32, name: &[u8]) -> Option<u32> {
        let name = std::str::from_utf8(name).ok()?;
        let id = u32::try_from(self.ends.len()).ok().filter(|id| *id != u32::MAX)?;
        self.text.push_str(name);
        self.ends.push(self.text.len());
        self.slots[place] = Slot { head, length, id };
        Some(id)
    }

    /// The slot that holds this text, or the empty one where it would go.
    #[inline]
    fn probe(&self, hash: u64, head: u64, length: u32, name: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = (hash >> 20) as usize & mask;
        loop {
            let slot = self.slots[place];
            if slot.id == u32::MAX
                || (slot.head == head
                    && slot.length == length
                    && (name.len() <= HEAD || self.get(slot.id).as_bytes() == name))
            {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(64);
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        let mask = size - 1;
        for slot in old.into_iter().filter(|slot| slot.id != u32::MAX) {
            let hash = hash(slot.head, self.get(slot.id).as_bytes());
            let mut place = (hash >> 20) as usize & mask;
            while self.slots[place].id != u32::MAX {
                place = (place + 1) & mask;
            }
            self.slots[place] = slot;
        }
    }
}

impl std::ops::Index<u32> for Names {
    type Output = str;

    fn index(&self, id: u32) -> &str {
        self.get(id)
    }
}

impl<'a> FromIterator<&'a str> for Names {
    fn from_iter<T: IntoIterator<Item = &'a str>>(names: T) -> Self {
        let mut all = Self::new();
        for name in names {
            all.intern(name);
        }
        all
    }
}

#[inline]
fn key(name: &[u8]) -> (u64, u32) {
    let length = u32::try_from(name.len()).unwrap_or(u32::MAX);
    if let Some(head) = name.first_chunk::<HEAD>() {
        return (u64::from_le_bytes(*head), length);
    }
    let head = name.iter().rev().fold(0, |head, byte| (head << 8) | u64::from(*byte));
    (head, length)
}

/// Multiply and fold, as foldhash does. Files come from the person who runs the command, so it needs no secret.
#[inline]
fn hash(head: u64, name: &[u8]) -> u64 {
    let mut hash = fold(head ^ name.len() as u64, 0x9E37_79B9_7F4A_7C15);
    if name.len() > HEAD {
        for chunk in name[HEAD..].chunks(HEAD) {
            let (head, _) = key(chunk);
            hash = fold(hash ^ head, 0xD6E8_FEB8_6659_FD93);
        }
    }
    hash
}

#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let wide = u128::from(a).wrapping_mul(u128::from(b));
    let (low, high) = (wide as u64, (wide >> 64) as u64);
    low ^ high
}
