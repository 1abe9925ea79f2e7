-- Figures of a circle, whatever they are of, and whose they were made of. They take the place of circle_figures.

CREATE TABLE group_figure (
    circle_id UUID NOT NULL REFERENCES circle (id),
    -- What it is of: 'mirror', 'capacity'.
    what TEXT NOT NULL,
    -- The week (Mondays, counted as in circle_week).
    period BIGINT NOT NULL,
    shown BOOLEAN NOT NULL,
    -- Rounded, as they are shown. Where the figure is withheld there are none.
    figures TEXT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (circle_id, what, period)
);

-- What the next one is compared with, so that no difference gives one person away.
CREATE TABLE group_figure_voice (
    circle_id UUID NOT NULL,
    what TEXT NOT NULL,
    period BIGINT NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (circle_id, what, period, person_id),
    FOREIGN KEY (circle_id, what, period) REFERENCES group_figure (circle_id, what, period)
);
CREATE INDEX group_figure_voice_person ON group_figure_voice (person_id);

INSERT INTO group_figure (circle_id, what, period, shown, figures, created_at)
    SELECT circle_id, 'mirror', week, shown, figures, created_at FROM circle_figures;
INSERT INTO group_figure_voice (circle_id, what, period, person_id)
    SELECT circle_id, 'mirror', week, person_id FROM circle_figures_voice;
DROP TABLE circle_figures_voice;
DROP TABLE circle_figures;
