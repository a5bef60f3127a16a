-- A batch says which dataset it changed and what it came from. Readers that keep facts ask for the dataset, so that a
-- new source of it, such as a feed, needs no change in them.

-- The name of a file, recordBars, or the name of a feed.
ALTER TABLE batches RENAME file TO source;

ALTER TABLE batches ADD dataset text;
UPDATE batches SET dataset = CASE source
  WHEN 'recordBars' THEN 'prices'
  WHEN 'calendar/nse.csv' THEN 'holidays'
  ELSE regexp_replace(source, '\.csv(\.gz)?$', '')
END;
ALTER TABLE batches ALTER dataset SET NOT NULL;
