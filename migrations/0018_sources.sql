-- Files as exchanges and sites give them (docs/import.md): what of a file was not taken although nothing is wrong with it.

-- [{reason, rows, examples}]; empty for files of the import format.
ALTER TABLE batches ADD left_out jsonb NOT NULL DEFAULT '[]';
