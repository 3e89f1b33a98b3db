INSERT INTO meta VALUES ('kept', 'par la première version');
INSERT INTO drafts VALUES ('meeting', 'f1:m1', 'Camille Dumont', 'Entretien', '{"next_step": "Se revoir."}', '2026-03-01T10:00:00+01:00');
