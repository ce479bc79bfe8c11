-- Why people were told of an edit, or were not, and what they were told of. What nobody was asked about before stays
-- undecided no longer: it is old news.
ALTER TABLE corrections ADD COLUMN why TEXT;
ALTER TABLE corrections ADD COLUMN event TEXT;
UPDATE corrections SET decided = 1, why = 'edits_off' WHERE decided = 0;
