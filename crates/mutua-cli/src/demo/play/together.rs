//! The four questions of the month, and days that two let be compared.

use anyhow::Context as _;
use mutua_service::{
    mirror::{AgreementInput, links},
    wellbeing::{self, WellbeingInput, WellbeingRoundInput},
};

use super::Player;

impl Player<'_> {
    pub(super) async fn switch_on(&self, round: usize, person: usize) -> anyhow::Result<()> {
        let key = &self.story.rounds[round].circle;
        let circle = self.circle(key).context("a circle that wasn't made")?;
        let on = WellbeingRoundInput { on: Some("true".into()) };
        self.act(person, move |cx| wellbeing::switch(cx, circle, &on).map(drop)).await.map(drop)
    }

    pub(super) async fn answer_four(
        &self,
        voice: usize,
        person: usize,
        scores: [Option<i64>; 4],
    ) -> anyhow::Result<()> {
        let key = &self.story.voices[voice].circle;
        let circle = self.circle(key).context("a circle that wasn't made")?;
        let [satisfied, worthwhile, happy, anxious] =
            scores.map(|score| score.map(|score| score.to_string()));
        let input = WellbeingInput { satisfied, worthwhile, happy, anxious };
        self.act(person, move |cx| wellbeing::answer(cx, circle, &input).map(drop)).await.map(drop)
    }

    pub(super) async fn let_days_be_compared(&self, person: usize, other: usize) -> anyhow::Result<()> {
        let Some(other) = self.people.get(other).copied() else { return Ok(()) };
        let yes = AgreementInput { agreed: Some("true".into()) };
        self.act(person, move |cx| links::agree(cx, other, &yes).map(drop)).await.map(drop)
    }
}
