//! A check-in as it was typed, and whom it may be shared with.

use jiff::{Timestamp, ToSpan, civil::Date};
use mutua_domain::{
    Problem, Problems,
    id::{CircleId, PersonId},
    life::{CheckInShare, MembershipState},
    score::Score,
    text::Words,
};
use mutua_storage::tables::{asks, circles};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Answer, CheckInView, Layers};
use crate::{cx::Cx, error::Result, lenient, zones};

/// A check-in as it was typed. In a change, what is left out stays as it is; empty takes it away.
#[derive(Clone, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CheckInInput {
    /// 0 (very hard) to 10 (very well).
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub score: Option<String>,
    /// The body, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub body: Option<String>,
    /// Thoughts and feelings, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub inner_life: Option<String>,
    /// The partner, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub partner: Option<String>,
    /// Friends, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub friends: Option<String>,
    /// Family, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub family: Option<String>,
    /// Groups, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub groups: Option<String>,
    /// The wider world, 0 to 10.
    #[serde(deserialize_with = "lenient::text")]
    #[schema(value_type = Option<i64>)]
    pub wider_world: Option<String>,
    /// A few words.
    pub words: Option<String>,
    /// `nobody` (unless said otherwise), `counted`, `people` or `circles`.
    pub share: Option<String>,
    /// With `people`: who reads it.
    pub people: Vec<String>,
    /// With `counted` and `circles`: which circles.
    pub circles: Vec<String>,
}

/// Says nothing of what was typed: it belongs in no log.
impl std::fmt::Debug for CheckInInput {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CheckInInput")
    }
}

/// Whom a check-in is shared with, checked.
#[derive(Debug, Clone)]
pub(super) struct Audience {
    pub(super) share: CheckInShare,
    pub(super) people: Vec<PersonId>,
    pub(super) circles: Vec<CircleId>,
}

impl CheckInInput {
    /// What is typed for a check-in that stands already, to be typed over.
    pub fn of(view: &CheckInView) -> Self {
        Self::default().over(Some(view))
    }

    /// This, with what it leaves out taken from before.
    pub(super) fn over(&self, before: Option<&CheckInView>) -> Self {
        let Some(before) = before else { return self.clone() };
        let number = |new: &Option<String>, old: Option<Score>| {
            new.clone().or_else(|| old.map(|score| score.to_string()))
        };
        let layers = &before.layers;
        let (share, people, circles) = if self.share.is_some() {
            (self.share.clone(), self.people.clone(), self.circles.clone())
        } else {
            (
                Some(before.share.as_str().to_owned()),
                before.people.iter().map(|person| person.id.to_string()).collect(),
                before.circles.iter().map(|circle| circle.id.to_string()).collect(),
            )
        };
        Self {
            score: number(&self.score, Some(before.score)),
            body: number(&self.body, layers.body),
            inner_life: number(&self.inner_life, layers.inner_life),
            partner: number(&self.partner, layers.partner),
            friends: number(&self.friends, layers.friends),
            family: number(&self.family, layers.family),
            groups: number(&self.groups, layers.groups),
            wider_world: number(&self.wider_world, layers.wider_world),
            words: self.words.clone().or_else(|| before.words.clone()),
            share,
            people,
            circles,
        }
    }

    /// The text of a layer, by its word.
    pub fn layer(&self, word: &str) -> &str {
        match word {
            "body" => &self.body,
            "inner_life" => &self.inner_life,
            "partner" => &self.partner,
            "friends" => &self.friends,
            "family" => &self.family,
            "groups" => &self.groups,
            "wider_world" => &self.wider_world,
            _ => &None,
        }
        .as_deref()
        .unwrap_or_default()
    }

    /// Checks it, for the person who acts: whom they can share it with depends on them.
    ///
    /// # Errors
    /// Every problem there is.
    pub(super) fn parse(&self, cx: &mut Cx<'_, '_>) -> Result<(Answer, Audience)> {
        let mut problems = Problems::new();
        let score = problems.take("score", Score::parse(self.score.as_deref().unwrap_or_default()));
        let mut layer = |field, text: &Option<String>| match text.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => problems.take(field, Score::parse(text)),
        };
        let layers = Layers {
            body: layer("body", &self.body),
            inner_life: layer("inner_life", &self.inner_life),
            partner: layer("partner", &self.partner),
            friends: layer("friends", &self.friends),
            family: layer("family", &self.family),
            groups: layer("groups", &self.groups),
            wider_world: layer("wider_world", &self.wider_world),
        };
        let words = problems.take("words", Words::optional(self.words.as_deref()));
        let audience = self.audience(cx, &mut problems)?;
        Ok(problems.build(|| {
            Some((Answer { score: score?, layers, words: words?.map(Words::into_string) }, audience))
        })?)
    }

    fn audience(&self, cx: &mut Cx<'_, '_>, problems: &mut Problems) -> Result<Audience> {
        let nobody = Audience { share: CheckInShare::Nobody, people: Vec::new(), circles: Vec::new() };
        let share = match self.share.as_deref() {
            None | Some("") => CheckInShare::Nobody,
            Some(word) => match CheckInShare::from_word(word) {
                Some(share) => share,
                None => {
                    problems.add("share", Problem::new("choice"));
                    return Ok(nobody);
                }
            },
        };
        Ok(match share {
            CheckInShare::Nobody => nobody,
            CheckInShare::People => {
                let people = fellows(cx, "people", &self.people, problems)?;
                Audience { share, people, circles: Vec::new() }
            }
            CheckInShare::Counted | CheckInShare::Circles => {
                Audience { share, people: Vec::new(), circles: self.own_circles(cx, problems)? }
            }
        })
    }

    fn own_circles(&self, cx: &mut Cx<'_, '_>, problems: &mut Problems) -> Result<Vec<CircleId>> {
        let me = cx.me()?;
        let mine = circles::of_person(cx.tx, me)?;
        let mut chosen = Vec::new();
        for text in &self.circles {
            let found = text.parse::<CircleId>().ok().filter(|id| {
                mine.iter().any(|row| row.circle.id == *id && row.state != MembershipState::Applied)
            });
            match found {
                Some(id) => chosen.push(id),
                None => problems.add("circles", Problem::new("choice")),
            }
        }
        if self.circles.is_empty() {
            problems.add("circles", Problem::new("required"));
        }
        Ok(chosen)
    }
}

/// People by their ids, each of whom shares a circle with the person who acts. A field that names none has a problem.
pub(super) fn fellows(
    cx: &mut Cx<'_, '_>,
    field: &'static str,
    ids: &[String],
    problems: &mut Problems,
) -> Result<Vec<PersonId>> {
    let me = cx.me()?;
    let mut chosen = Vec::new();
    for text in ids {
        match text.parse::<PersonId>() {
            Ok(id) if asks::share_a_circle(cx.tx, me, id)? => chosen.push(id),
            _ => problems.add(field, Problem::new("choice")),
        }
    }
    if ids.is_empty() {
        problems.add(field, Problem::new("required"));
    }
    Ok(chosen)
}

/// The first day of the count.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The day on someone's calendar, counted from 1970-01-01.
pub(crate) fn day_of(now: Timestamp, time_zone: &str) -> i64 {
    let zone = zones::of(time_zone);
    let date = now.to_zoned(zone).date();
    i64::from(EPOCH.until(date).map_or(0, |span| span.get_days()))
}

/// The date of a day so counted.
pub(crate) fn date_of(day: i64) -> Date {
    EPOCH.saturating_add(day.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_persons_own() {
        let late: Timestamp = "2025-03-03T23:30:00Z".parse().unwrap();
        let utc = day_of(late, "UTC");
        assert_eq!(date_of(utc).to_string(), "2025-03-03");
        assert_eq!(day_of(late, "Europe/Berlin"), utc + 1);
        assert_eq!(day_of(late, "America/Lima"), utc);
        assert_eq!(day_of("1970-01-01T00:00:00Z".parse().unwrap(), "UTC"), 0);
        assert_eq!(day_of("1969-12-29T12:00:00Z".parse().unwrap(), "UTC"), -3);
    }
}
