-- with 0002.sql
INSERT INTO salvaged_row VALUES (1, 'passage', 'parent_lost', '{"text": "Il ne sort plus de sa chambre.", "facet": "lives_with"}');
