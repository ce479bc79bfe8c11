ALTER TABLE messages ADD COLUMN instead TEXT;
