import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { PERIODS, type Period, type Withdrawal } from '../facts.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import { indexNameOf } from '../indexNameOf.js';
import { companies } from './companies.js';
import type { FactDataset } from './dataset.js';
import { monthsOf } from './statements.js';
import { symbols } from './symbols.js';
import { WITHDRAWABLE } from './withdrawable.js';

/** The columns that hold the key of a fact, and the text that each adds to the key of the withdrawal. */
const KEY_COLUMNS = {
  ticker: ({ ticker }: Key) => ticker,
  index: ({ index }: Key) => index,
  date: ({ date }: Key) => isoOf(date),
  kind: ({ kind }: Key) => kind,
  period: ({ period }: Key) => period,
  metric: ({ metric }: Key) => metric,
  basis: ({ basis }: Key) => basis,
  months: ({ months }: Key) => String(months),
  published_on: ({ publishedOn }: Key) => (publishedOn === publishedOn ? isoOf(publishedOn) : ''),
} as const;
type KeyColumn = keyof typeof KEY_COLUMNS;
const NAMES = Object.keys(KEY_COLUMNS) as KeyColumn[];

type Key = Omit<Withdrawal, 'dataset' | 'reason' | 'lifted'>;

/** Columns of keys that stand in a column of another name. */
const RENAMED: Readonly<Record<string, KeyColumn>> = {
  ex_date: 'date',
  period_end: 'date',
  quarter_end: 'date',
  until: 'date',
  from: 'date',
  former: 'ticker',
};
const columnOf = (column: string): KeyColumn => RENAMED[column] ?? (column as KeyColumn);

/** These may be empty although they are part of a key: the usual length, an unknown basis, all versions. */
const MAY_BE_EMPTY: ReadonlySet<KeyColumn> = new Set(['months', 'basis', 'published_on']);

export const withdrawals: FactDataset<'withdrawals', Withdrawal> = {
  kind: 'FACTS',
  name: 'withdrawals',
  file: 'withdrawals.csv',
  stage: 'WITHDRAWALS',
  required: ['dataset', 'reason'],
  optional: [...NAMES, 'lifted'],
  key: ['dataset', ...NAMES],
  notes: {
    dataset: 'the name of a file, such as prices',
    date: 'of the key: a day, an ex-date, the end of a period',
    kind: 'of an action or company event',
    published_on: 'empty: all versions of the key',
    lifted: 'true takes the withdrawal back; empty: false',
  },
  reader: (columns) => {
    const nameOf = columns.requiredText('dataset');
    const reason = columns.requiredText('reason');
    const liftedOf = columns.optionalOneOf('lifted', ['true', 'false']);
    const keys = new Map<string, Reader<Key>>(
      WITHDRAWABLE.map((dataset) => [dataset.name, keyReader(columns, dataset)]),
    );
    return (row) => {
      const dataset = nameOf(row).toLowerCase();
      const read = keys.get(dataset);
      if (read === undefined) {
        const names = WITHDRAWABLE.map(({ name }) => name).join(', ');
        throw new RowRefused('dataset', nameOf(row), 'UNKNOWN_VALUE', `expected one of ${names}`);
      }
      return { dataset, ...read(row), reason: reason(row), lifted: liftedOf(row) === 'true' };
    };
  },
  keyOf,
  table: {
    name: 'withdrawals',
    columns: [
      ['key', 'text'],
      ['dataset', 'text'],
      ['ticker', 'text'],
      ['index_name', 'text'],
      ['day', 'date'],
      ['kind', 'text'],
      ['period', 'text'],
      ['metric', 'text'],
      ['basis', 'text'],
      ['months', 'int4'],
      ['published_on', 'date'],
      ['reason', 'text'],
      ['lifted', 'bool'],
    ],
    keys: 1,
    cells: (withdrawal) => [
      keyOf(withdrawal),
      withdrawal.dataset,
      withdrawal.ticker,
      withdrawal.index,
      withdrawal.date,
      withdrawal.kind,
      withdrawal.period,
      withdrawal.metric,
      withdrawal.basis,
      withdrawal.months,
      withdrawal.publishedOn,
      withdrawal.reason,
      withdrawal.lifted,
    ],
    fact: (cells) => {
      const [
        ,
        dataset,
        ticker,
        index,
        date,
        kind,
        period,
        metric,
        basis,
        months,
        publishedOn,
        reason,
        lifted,
      ] = cells;
      return {
        dataset: dataset as string,
        ticker: ticker as Ticker | '',
        index: index as string,
        date: date as Day,
        kind: kind as string,
        period: period as string,
        metric: metric as string,
        basis: basis as string,
        months: months as number,
        publishedOn: publishedOn as Day,
        reason: reason as string,
        lifted: lifted as boolean,
      };
    },
  },
  // What a withdrawal touches is what its facts have touched (recordWithdrawals).
  touches: () => -Infinity,
};

/**
 * Returns the dataset and the key of the facts that are withdrawn, as their dataset writes it. Where the day of publication
 * is left out, it is the beginning of the keys of all versions.
 */
function keyOf(withdrawal: Withdrawal): string {
  const dataset = WITHDRAWABLE.find(({ name }) => name === withdrawal.dataset);
  const parts = dataset?.key.map((column) => KEY_COLUMNS[columnOf(column)](withdrawal)) ?? [];
  return [withdrawal.dataset, ...parts.filter((part) => part !== '')].join(' ');
}

/** Returns what reads the key of a fact of a dataset. Columns that its key does not have are refused. */
function keyReader(columns: Columns, dataset: (typeof WITHDRAWABLE)[number]): Reader<Key> {
  const key = new Set(dataset.key.map(columnOf));
  const expected = `the key of ${dataset.name} is ${[...key].join(', ')}`;
  const texts = NAMES.map((name) => ({ name, text: columns.text(name) }));
  const date = columns.optionalDay('date');
  // A company that is withdrawn is not known any more, and a former symbol is none of a company.
  const isNamed = dataset.name === companies.name || dataset.name === symbols.name;
  const ticker = isNamed ? columns.newTicker() : columns.ticker(date);
  const periodOf = columns.oneOf('period', PERIODS);
  const months = monthsOf(columns);
  const publishedOn = columns.optionalDay('published_on');
  const [index, kind, metric, basis] = (['index', 'kind', 'metric', 'basis'] as const).map((name) =>
    columns.text(name),
  );
  return (row) => {
    for (const { name, text } of texts) {
      const given = text(row);
      if (!key.has(name) && given !== '') {
        throw new RowRefused(name, given, 'NOT_OF_KIND', `expected no ${name}: ${expected}`);
      }
      if (key.has(name) && given === '' && !MAY_BE_EMPTY.has(name)) {
        throw new RowRefused(name, '', 'EMPTY', `expected a value: ${expected}`);
      }
    }
    const period: Period | '' = key.has('period') ? periodOf(row) : '';
    return {
      ticker: key.has('ticker') ? ticker(row) : '',
      index: index(row) === '' ? '' : indexNameOf(index(row)),
      date: date(row),
      kind: kind(row),
      period,
      metric: metric(row),
      basis: basis(row),
      months: period === '' ? NaN : months(row, period),
      publishedOn: publishedOn(row),
    };
  };
}
