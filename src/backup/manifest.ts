import { z } from 'zod';

/** The folder of the files of documents, each of which has its SHA-256 as its name. */
export const DOCUMENTS = 'documents';
/** The name of the file that describes a backup. */
export const MANIFEST = 'manifest.json';
/** The number of the format, which a change that older versions cannot read counts up. */
export const FORMAT = 2;

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);
const count = z.int().nonnegative();

const tableSchema = z.strictObject({
  columns: z.array(name),
  rows: count,
  /** The size of the file, in bytes. */
  bytes: count,
  /** SHA-256 of the file, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const documentsSchema = z.strictObject({
  files: count,
  /** The size of all files, in bytes. */
  bytes: count,
  /** How many documents of the store have no file, or one with other bytes than were added. */
  missing: count,
});

export const manifestSchema = z.strictObject({
  program: z.literal('greyoak backup'),
  // Format 1 has no files of documents.
  format: z.literal([1, FORMAT]),
  /** The version of greyoak that wrote it. */
  version: z.string(),
  /** The names of the migrations that the store had, in their order. */
  migrations: z.array(z.string().regex(/^\d{4}_\w+$/)).nonempty(),
  /** The version of PostgreSQL that it was read from. */
  postgres: z.string(),
  /** The moment that it shows, by the clock of the database. */
  takenAt: z.iso.datetime(),
  tables: z.record(name, tableSchema),
  /** The files of documents; left out where the store knew none. */
  documents: documentsSchema.optional(),
  /** The last number of each identity column, as TABLE.COLUMN; null: none was given. */
  sequences: z.record(z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/), count.nullable()),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type DocumentsOfBackup = z.infer<typeof documentsSchema>;
export type TableFile = z.infer<typeof tableSchema>;

/** Returns the name of the file of a table. */
export const fileOf = (table: string): string => `${table}.copy.gz`;
