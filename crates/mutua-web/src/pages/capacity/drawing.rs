//! The drawing of a week: what is given and promised, against what one is ready for.

use mutua_service::capacity::CapacityView;

/// Its width; the page scales it.
const WIDTH: i64 = 344;

/// Places and lengths of a bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    /// How long what was given is.
    pub given: i64,
    /// How long what is promised is, from there on.
    pub promised: i64,
    /// How long what one is ready for is: the mark stands at its end.
    pub ready: i64,
}

impl Bar {
    /// Nothing where nothing was said, or there is nothing to draw.
    pub(super) fn of(view: &CapacityView) -> Option<Self> {
        let ready = view.minutes.map(|minutes| if view.paused { 0 } else { minutes })?;
        let longest = ready.max(view.used());
        let scaled = |minutes: i64| (longest > 0).then(|| minutes * WIDTH / longest);
        Some(Self { given: scaled(view.given)?, promised: scaled(view.promised)?, ready: scaled(ready)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(minutes: Option<i64>, paused: bool, given: i64, promised: i64) -> CapacityView {
        let times = Vec::new();
        CapacityView { minutes, times, paused, paused_until: None, given, promised, much: false }
    }

    #[test]
    fn the_longest_fills_the_width() {
        let bar = |view| Bar::of(&view).unwrap();
        assert_eq!(bar(view(Some(120), false, 30, 30)), Bar { given: 86, promised: 86, ready: 344 });
        assert_eq!(bar(view(Some(60), false, 60, 60)), Bar { given: 172, promised: 172, ready: 172 });
        assert_eq!(bar(view(Some(60), true, 0, 60)), Bar { given: 0, promised: 344, ready: 0 });
        assert_eq!(Bar::of(&view(None, false, 60, 60)), None);
        assert_eq!(Bar::of(&view(Some(0), false, 0, 0)), None);
    }
}
