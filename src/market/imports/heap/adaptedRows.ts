import type { Dataset, FactDataset } from '../../datasets/dataset.js';
import { prices } from '../../datasets/prices.js';
import type { PriceRow } from '../../facts.js';
import { LEFT_OUT, type AdapterContext, type AdapterOutput, type LeftOut } from '../adapters/adapter.js';
import { Columns, type ImportContext } from '../columns.js';
import { FactRows } from '../factRows.js';
import { FolderUse } from '../folderUse.js';
import { overLimit } from '../overLimit.js';
import { PriceRows, type PricesFile } from '../prices.js';
import { readRow, type FileFacts, type GivenAs, type LeftOutRows, type RowSink } from '../readFile.js';
import type { Flag, Refusal } from '../refusal.js';
import type { DaysRead } from './daysRead.js';
import { knownTicker } from './knownTicker.js';
import { MarketDaysOf } from './marketDaysOf.js';
import type { PlannedFile } from './plannedFile.js';

/** How many things a summary names that were left out. */
const EXAMPLES = 10;

/** What the rows of one dataset in a file are read with. */
export interface AdaptedContext {
  readonly rows: ImportContext;
  readonly market: AdapterContext;
  /** The days that files of the heap gave so far. */
  readonly days: DaysRead;
}

/**
 * Reads the rows of prices that an adapter finds in a file.
 *
 * @throws UserError where the file as a whole is refused
 */
export async function adaptedPrices(planned: PlannedFile, context: AdaptedContext): Promise<PricesFile> {
  const { name, adapter } = planned;
  const taken = new PriceRows(name, { ...context.rows, defaultSource: adapter.source });
  const market = new MarketDaysOf(planned, context.rows, context.days);
  const { rows, given } = await adapted(planned, prices, context, taken, ({ day }: PriceRow) => day, market);
  const { valueStep = 0 } = adapter;
  const marketDays = market.finish();
  return {
    ...{ file: name, rows, given, valueStep, ...taken.finish() },
    ...(marketDays !== undefined && { marketDays }),
  };
}

/**
 * Reads the facts of a dataset that an adapter finds in a file.
 *
 * @throws UserError where the file as a whole is refused
 */
export async function adaptedFacts<Fact>(
  planned: PlannedFile,
  dataset: FactDataset<string, Fact>,
  context: AdaptedContext,
): Promise<FileFacts<Fact>> {
  const taken = new FactRows(planned.name, dataset, context.rows);
  const sessionOf = dataset.sessionOf?.bind(dataset);
  const { rows, given } = await adapted(planned, dataset, context, taken, sessionOf);
  return { rows, given, ...taken.finish() };
}

async function adapted<Row>(
  planned: PlannedFile,
  dataset: Pick<Dataset, 'name' | 'kind' | 'required' | 'optional'> & {
    reader(columns: Columns): (fields: readonly string[]) => Row;
  },
  { rows: context, market, days }: AdaptedContext,
  sink: RowSink<Row>,
  dayOfRow?: (row: Row) => number,
  ofMarket?: MarketDaysOf,
): Promise<{ readonly rows: number; readonly given: GivenAs }> {
  const { name, adapter, content } = planned;
  const { columns } = adapter.gives[dataset.name];
  const reader = dataset.reader(
    new Columns(name, columns, dataset.required, dataset.optional, {
      ...context,
      defaultSource: adapter.source,
    }),
  );
  const leftOut = new Map<LeftOut, { rows: number; readonly examples: Set<string> }>();
  const flags: Flag[] = [];
  const leaveOut = (reason: LeftOut, what: string): void => {
    const counted = leftOut.get(reason) ?? { rows: 0, examples: new Set() };
    counted.rows++;
    if (what !== '' && counted.examples.size < EXAMPLES) counted.examples.add(what);
    leftOut.set(reason, counted);
  };
  let rows = 0;
  const use = context.used ?? new FolderUse();
  const count = (line: number): void => {
    const { bars, facts, folderRows } = context.limits;
    const [most, setting] = dataset.kind === 'BARS' ? [bars, 'MAX_IMPORT_BARS'] : [facts, 'MAX_IMPORT_FACTS'];
    if (++rows > most) throw overLimit(name, `${most} rows`, `more, from line ${line}`, setting);
    if (++use.rows > folderRows) {
      const got = `more, from line ${line}`;
      throw overLimit(name, `${folderRows} rows in a folder`, got, 'MAX_IMPORT_FOLDER_ROWS', 'the folder');
    }
  };
  const taken: RowSink<Row> = {
    row: (row, line) => {
      const day = dayOfRow?.(row);
      if (day !== undefined && !days.take(adapter.market, dataset.name, day, planned)) {
        rows--;
        leaveOut('READ_BEFORE', days.ownerOf(adapter.market, dataset.name, day)?.name ?? '');
      } else sink.row(row, line);
    },
    refused: (refusal: Refusal) => {
      if (refusal.rule === 'UNKNOWN_TICKER' && adapter.market !== undefined) {
        rows--;
        leaveOut('UNKNOWN_STOCK', refusal.value);
      } else sink.refused(refusal);
    },
  };
  const out: AdapterOutput = {
    row: (of, fields, line) => {
      if (of !== dataset.name) return;
      count(line);
      ofMarket?.row(fields);
      readRow(name, reader, columns.length, fields, line, taken);
    },
    refuse: (of, line, { ticker, ...refused }) => {
      if (of !== dataset.name) return;
      if (ticker !== undefined && adapter.market !== undefined && knownTicker(ticker, '', context) === '') {
        leaveOut('UNKNOWN_STOCK', ticker);
        return;
      }
      count(line);
      sink.refused({ file: name, line, ...refused });
    },
    leaveOut: (of, reason, what) => {
      if (of === dataset.name) leaveOut(reason, what);
    },
    otherSeries: (other) => ofMarket?.otherSeries(other),
    flag: (of, line, { ticker, date, ...flagged }) => {
      if (of !== dataset.name) return;
      flags.push({ file: name, line, ticker: knownTicker(ticker, date, context), date, ...flagged });
    },
  };
  await adapter.read(await content(), out, market);
  return { rows, given: { format: adapter.name, leftOut: inOrder(leftOut), flags } };
}

function inOrder(
  leftOut: ReadonlyMap<LeftOut, { readonly rows: number; readonly examples: ReadonlySet<string> }>,
): readonly LeftOutRows[] {
  return (Object.keys(LEFT_OUT) as LeftOut[]).flatMap((reason) => {
    const counted = leftOut.get(reason);
    return counted === undefined ? [] : [{ reason, rows: counted.rows, examples: [...counted.examples] }];
  });
}
