import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { ACTION_KINDS, type Action, type ActionKind } from '../facts.js';
import { byTicker } from '../grouping.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import type { GroupedDataset } from './dataset.js';

type Terms = Pick<Action, 'newShares' | 'oldShares' | 'price' | 'factor'>;

export const actions: GroupedDataset<'actions', Action, ReadonlyMap<Ticker, readonly Action[]>> = {
  kind: 'FACTS',
  name: 'actions',
  file: 'actions.csv',
  stage: 'ACTIONS',
  required: ['ticker', 'ex_date', 'kind'],
  optional: ['new_shares', 'old_shares', 'price', 'factor'],
  key: ['ticker', 'ex_date', 'kind'],
  notes: {
    kind: ACTION_KINDS.join(', '),
    old_shares: 'shares held after : before; a 1:1 bonus is 2, 1',
    price: 'issue price of RIGHTS, ₹',
    factor:
      'of prices before a DEMERGER or SPECIAL_DIVIDEND; empty: the first open after it / the close before',
  },
  reader: (columns) => {
    const exDate = columns.day('ex_date');
    const ticker = columns.ticker(exDate);
    const kindOf = columns.oneOf('kind', ACTION_KINDS);
    const termsOf = terms(columns);
    return (row) => {
      const kind = kindOf(row);
      return { ticker: ticker(row), exDate: exDate(row), kind, ...termsOf[kind](row) };
    };
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
      ['price', 'numeric'],
      ['factor', 'numeric'],
    ],
    keys: 3,
    cells: ({ ticker, exDate, kind, newShares, oldShares, price, factor }, { idOf }) => [
      idOf(ticker),
      exDate,
      kind,
      newShares,
      oldShares,
      price,
      factor,
    ],
    fact: ([id, exDate, kind, newShares, oldShares, price, factor], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      exDate: exDate as Day,
      kind: kind as ActionKind,
      newShares: newShares as number,
      oldShares: oldShares as number,
      price: price as number,
      factor: factor as number,
    }),
  },
  touches: ({ exDate }) => exDate,
  staleFeatures: ({ ticker, exDate }) => ({ ticker, from: exDate }),
  group: byTicker,
};

/** Returns what reads the terms of each kind of action. A term that a kind does not have is refused. */
function terms(columns: Columns): Readonly<Record<ActionKind, Reader<Terms>>> {
  const newShares = positive(columns, 'new_shares');
  const oldShares = positive(columns, 'old_shares');
  const price = positive(columns, 'price');
  const readFactor = columns.optionalDecimal('factor');
  const none = (kind: string, ...names: readonly string[]): Reader<void> => {
    const texts = names.map((name) => ({ name, text: columns.text(name) }));
    return (row) => {
      for (const { name, text } of texts) {
        if (text(row) === '') continue;
        throw new RowRefused(name, text(row), 'NOT_OF_KIND', `expected no ${name} of a ${kind}`);
      }
    };
  };
  const shares = (kind: 'SPLIT' | 'BONUS' | 'CONSOLIDATION'): Reader<Terms> => {
    const refuseOthers = none(kind, 'price', 'factor');
    return (row) => {
      refuseOthers(row);
      const [after, before] = [newShares(row), oldShares(row)];
      if (kind === 'CONSOLIDATION' && after >= before) {
        throw new RowRefused(
          'new_shares',
          String(after),
          'NOT_OF_KIND',
          `expected less than ${before}, the shares before`,
        );
      }
      return { newShares: after, oldShares: before, price: NaN, factor: NaN };
    };
  };
  const refuseFactor = none('RIGHTS', 'factor');
  const rights: Reader<Terms> = (row) => {
    refuseFactor(row);
    const [after, before] = [newShares(row), oldShares(row)];
    if (after > before) return { newShares: after, oldShares: before, price: price(row), factor: NaN };
    throw new RowRefused(
      'new_shares',
      String(after),
      'NOT_OF_KIND',
      `expected more than ${before}, the shares before`,
    );
  };
  const byFactor = (kind: 'DEMERGER' | 'SPECIAL_DIVIDEND'): Reader<Terms> => {
    const refuseOthers = none(kind, 'new_shares', 'old_shares', 'price');
    return (row) => {
      refuseOthers(row);
      const factor = readFactor(row);
      if (factor <= 0 || factor > 1) {
        throw new RowRefused('factor', String(factor), 'NOT_A_FACTOR', 'expected more than 0 and at most 1');
      }
      return { newShares: NaN, oldShares: NaN, price: NaN, factor };
    };
  };
  return {
    SPLIT: shares('SPLIT'),
    BONUS: shares('BONUS'),
    CONSOLIDATION: shares('CONSOLIDATION'),
    RIGHTS: rights,
    DEMERGER: byFactor('DEMERGER'),
    SPECIAL_DIVIDEND: byFactor('SPECIAL_DIVIDEND'),
  };
}

function positive(columns: Columns, name: 'new_shares' | 'old_shares' | 'price'): Reader<number> {
  const read = columns.decimal(name);
  return (row) => {
    const value = read(row);
    if (value > 0) return value;
    throw new RowRefused(name, String(value), 'NOT_POSITIVE', 'expected more than 0');
  };
}
