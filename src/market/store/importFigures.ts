import { withLock } from '../../database/transaction.js';
import type { Connections } from '../../database/writers.js';
import type { Day } from '../../scoring/names.js';
import { statements } from '../datasets/statements.js';
import { Columns, type ImportContext } from '../imports/columns.js';
import { FactRows } from '../imports/factRows.js';
import { DEFAULT_LIMITS } from '../imports/importLimits.js';
import { readRow } from '../imports/readFile.js';
import { knownMarket } from './knownMarket.js';
import { recordBatch, type ImportedFile, type OnRecorded, type RecordedBy } from './recordBatch.js';
import { recordFile } from './recordFile.js';

const SOURCE = 'recordMetrics';
const NAMES = [
  ...['ticker', 'period_end', 'period', 'metric', 'value'],
  ...['published_on', 'source', 'months', 'basis', 'adjusted_to'],
] as const;

/** A row of statements as a client gives it, not checked yet: texts by their columns; '' where nothing is given. */
export type GivenFigure = Readonly<Record<(typeof NAMES)[number], string>>;

export interface FiguresOptions {
  /** The day of import in India. */
  readonly today: Day;
  /** Called in the same transaction if the figures touch scores. */
  readonly onRecorded: OnRecorded;
  /** Who records them, for the audit. */
  readonly by: RecordedBy;
}

/**
 * Records figures of statements as one batch, by the rules of a file of statements; of the primary source where a row does
 * not say it.
 *
 * @returns what became of the rows; the lines of refusals and flags are places among `given`, from 0
 */
export async function importFigures(
  pool: Connections,
  given: readonly GivenFigure[],
  { today, onRecorded, by }: FiguresOptions,
): Promise<ImportedFile> {
  return withLock(pool, 'facts', async (client) => {
    const context: ImportContext = {
      ...(await knownMarket(client)),
      today,
      defaultSource: 'PRIMARY',
      limits: DEFAULT_LIMITS,
    };
    const reader = statements.reader(
      new Columns(SOURCE, NAMES, statements.required, statements.optional, context),
    );
    const taken = new FactRows(SOURCE, statements, context, 'rows');
    given.forEach((figure, place) => readRow(SOURCE, reader, NAMES.length, fieldsOf(figure), place, taken));
    const read = { ...taken.finish(), rows: given.length };
    const batch = { dataset: statements.name, source: SOURCE, format: 'GRAPHQL', ...read };
    const record = (number: number) => recordFile(client, statements, read, number, today);
    return recordBatch(client, batch, record, onRecorded, by);
  });
}

/** Returns the fields of a row in the order of NAMES, as they would stand in a file, which has no zero bytes. */
const fieldsOf = (figure: GivenFigure): string[] =>
  NAMES.map((name) => figure[name].replaceAll('\0', '\uFFFD'));
