-- What the analysis says of a circle, week by week (Mondays, counted as in circle_week). Where it is withheld there are no
-- figures.
CREATE TABLE circle_figures (
    circle_id UUID NOT NULL REFERENCES circle (id),
    week BIGINT NOT NULL,
    shown BOOLEAN NOT NULL,
    -- Rounded, as they are shown.
    figures TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, week)
);

-- Whose helps a week was made of: what the next one is compared with, so that no difference gives one away.
CREATE TABLE circle_figures_voice (
    circle_id UUID NOT NULL,
    week BIGINT NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (circle_id, week, person_id),
    FOREIGN KEY (circle_id, week) REFERENCES circle_figures (circle_id, week)
);
CREATE INDEX circle_figures_voice_person ON circle_figures_voice (person_id);

-- A circle's helps of the last months.
CREATE INDEX help_in_circle ON help (circle_id, happened_at);
