import { z } from 'zod';
import { MODES, type Mode } from '../../scoring/names.js';
import { INPUT_TABLES } from './inputTables.js';
import { RESULT_TABLES } from './resultTables.js';

/** The name of the file that describes the folder of a session. */
export const MANIFEST = 'manifest.json';
/** The number of the format, which a change that older versions cannot read counts up. */
export const FORMAT = 1;

/** The texts that a run was made with, as they were kept with it. */
export const METHOD_FILE = 'method.yaml';
export const SECTORS_FILE = 'sectors.yaml';

/** Each table is written in these formats. */
export const TABLE_FORMATS = ['CSV', 'PARQUET'] as const;

/** The names of all files of a run. */
export const RUN_FILES: readonly string[] = [
  ...[METHOD_FILE, SECTORS_FILE],
  ...[...INPUT_TABLES.map(({ name }) => name), ...RESULT_TABLES].flatMap((name) => [
    `${name}.csv`,
    `${name}.parquet`,
  ]),
];

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const word = z.string().max(200);

const fileSchema = z.strictObject({
  /** Null where the file is no table. */
  rows: count.nullable(),
  bytes: count,
  sha256,
});

const runSchema = z.strictObject({
  id: count,
  /** The modes whose current scores are those of the run. */
  modes: z.array(z.enum(MODES)).min(1).max(MODES.length),
  method: word,
  methodHash: sha256,
  thresholdSet: z.enum(['production', 'test']),
  sectorsHash: sha256,
  /** SHA-256 of all that the scores were computed from. */
  inputsHash: sha256,
  /** The batch up to which facts were read, and when it was recorded. */
  readBatch: count,
  recordedAt: z.iso.datetime(),
  /** The version of greyoak that made the run. */
  codeVersion: word,
  files: z.record(z.enum(RUN_FILES as [string, ...string[]]), fileSchema),
});

export const manifestSchema = z.strictObject({
  program: z.literal('greyoak export session'),
  format: z.literal(FORMAT),
  /** The version of greyoak that wrote the folder. */
  version: word,
  date: z.iso.date(),
  /** Whether prices were imported as adjusted, so that actions do not apply to them. */
  pricesAdjusted: z.boolean(),
  /** The runs whose scores are current on the day: one where that has both modes, else one for each mode. */
  runs: z
    .array(runSchema)
    .min(1)
    .refine((runs) => {
      const modes = runs.flatMap((run) => run.modes);
      return new Set(modes).size === modes.length;
    }),
});

export type SessionManifest = z.infer<typeof manifestSchema>;
export type ManifestRun = SessionManifest['runs'][number];
export type ManifestFile = z.infer<typeof fileSchema>;

/** Returns the name of the folder in the folder that has the files of a run: "both", "trader" or "investor". */
export const folderOf = (modes: readonly Mode[]): string =>
  modes.length > 1 ? 'both' : modes[0].toLowerCase();
