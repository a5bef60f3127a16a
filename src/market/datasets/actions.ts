import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { ACTION_KINDS, type Action } from '../facts.js';
import { byTicker } from '../grouping.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import type { GroupedDataset } from './dataset.js';

export const actions: GroupedDataset<'actions', Action, ReadonlyMap<Ticker, readonly Action[]>> = {
  kind: 'FACTS',
  name: 'actions',
  file: 'actions.csv',
  stage: 'ACTIONS',
  required: ['ticker', 'ex_date', 'kind', 'new_shares', 'old_shares'],
  optional: [],
  key: ['ticker', 'ex_date', 'kind'],
  notes: {
    kind: ACTION_KINDS.join(', '),
    old_shares: 'shares held after : before; a 1:1 bonus is 2, 1',
  },
  reader: (columns) => {
    const ticker = columns.ticker();
    const exDate = columns.day('ex_date');
    const kind = columns.oneOf('kind', ACTION_KINDS);
    const newShares = shares(columns, 'new_shares');
    const oldShares = shares(columns, 'old_shares');
    return (row) => ({
      ticker: ticker(row),
      exDate: exDate(row),
      kind: kind(row),
      newShares: newShares(row),
      oldShares: oldShares(row),
    });
  },
  keyOf: ({ ticker, exDate, kind }) => `${ticker} ${isoOf(exDate)} ${kind}`,
  table: {
    name: 'actions',
    columns: [
      ['stock_id', 'int4'],
      ['ex_date', 'date'],
      ['kind', 'text'],
      ['new_shares', 'numeric'],
      ['old_shares', 'numeric'],
    ],
    keys: 3,
    cells: ({ ticker, exDate, kind, newShares, oldShares }, { idOf }) => [
      idOf(ticker),
      exDate,
      kind,
      newShares,
      oldShares,
    ],
    fact: ([id, exDate, kind, newShares, oldShares], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      exDate: exDate as Day,
      kind: kind as Action['kind'],
      newShares: newShares as number,
      oldShares: oldShares as number,
    }),
  },
  touches: ({ exDate }) => exDate,
  staleFeatures: ({ ticker, exDate }) => ({ ticker, from: exDate }),
  group: byTicker,
};

function shares(columns: Columns, name: 'new_shares' | 'old_shares'): Reader<number> {
  const read = columns.decimal(name);
  return (row) => {
    const count = read(row);
    if (count > 0) return count;
    throw new RowRefused(name, String(count), 'NOT_POSITIVE', 'expected more than 0 shares');
  };
}
