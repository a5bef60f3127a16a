import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { ACTION_KINDS, type Action, type ActionKind } from '../facts.js';
import { flagsOfActions } from '../flags/flagsOfActions.js';
import { byTicker } from '../grouping.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import type { GroupedDataset } from './dataset.js';

type Terms = Pick<Action, 'newShares' | 'oldShares' | 'price' | 'factor'>;

const TERM_COLUMNS = ['new_shares', 'old_shares', 'price', 'factor'] as const;
type TermColumn = (typeof TERM_COLUMNS)[number];

const BY_SHARES = ['new_shares', 'old_shares'] as const;
const BY_FACTOR = ['factor'] as const;
/** The terms that each kind has. Of them, a factor alone may be empty. */
const TERMS_OF: Readonly<Record<ActionKind, readonly TermColumn[]>> = {
  SPLIT: BY_SHARES,
  BONUS: BY_SHARES,
  CONSOLIDATION: BY_SHARES,
  RIGHTS: [...BY_SHARES, 'price'],
  DEMERGER: BY_FACTOR,
  SPECIAL_DIVIDEND: BY_FACTOR,
};

export const actions: GroupedDataset<'actions', Action, ReadonlyMap<Ticker, readonly Action[]>> = {
  kind: 'FACTS',
  name: 'actions',
  file: 'actions.csv',
  stage: 'ACTIONS',
  required: ['ticker', 'ex_date', 'kind'],
  optional: [...TERM_COLUMNS, 'detail'],
  key: ['ticker', 'ex_date', 'kind'],
  notes: {
    kind: ACTION_KINDS.join(', '),
    old_shares: 'shares held after : before; a 1:1 bonus is 2, 1',
    price: 'issue price of RIGHTS, ₹',
    factor:
      'of prices before a DEMERGER or SPECIAL_DIVIDEND; empty: the first open after it / the close before',
    detail: 'what the exchange says of it',
  },
  reader: (columns) => {
    const exDate = columns.day('ex_date');
    const ticker = columns.ticker(exDate);
    const kindOf = columns.oneOf('kind', ACTION_KINDS);
    const termsOf = termsReader(columns);
    const detailOf = columns.text('detail');
    return (row) => {
      const kind = kindOf(row);
      const detail = detailOf(row);
      const action = { ticker: ticker(row), exDate: exDate(row), kind, ...termsOf(row, kind) };
      return detail === '' ? action : { ...action, detail };
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
      ['detail', 'text'],
    ],
    keys: 3,
    remarks: 1,
    cells: ({ ticker, exDate, kind, newShares, oldShares, price, factor, detail = '' }, { idOf }) => [
      idOf(ticker),
      exDate,
      kind,
      newShares,
      oldShares,
      price,
      factor,
      detail,
    ],
    fact: ([id, exDate, kind, newShares, oldShares, price, factor, detail], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      exDate: exDate as Day,
      kind: kind as ActionKind,
      newShares: newShares as number,
      oldShares: oldShares as number,
      price: price as number,
      factor: factor as number,
      ...(detail !== '' && { detail: detail as string }),
    }),
  },
  touches: ({ exDate }) => exDate,
  staleFeatures: ({ ticker, exDate }) => ({ ticker, from: exDate }),
  flags: flagsOfActions,
  group: byTicker,
};

/** Returns what reads the terms of an action. A term that its kind does not have is refused. */
function termsReader(columns: Columns): (row: readonly string[], kind: ActionKind) => Terms {
  const texts = TERM_COLUMNS.map((name) => ({ name, text: columns.text(name) }));
  const newShares = positive(columns, 'new_shares');
  const oldShares = positive(columns, 'old_shares');
  const price = positive(columns, 'price');
  const factor = factorReader(columns);
  return (row, kind) => {
    const has = (name: TermColumn) => TERMS_OF[kind].includes(name);
    for (const { name, text } of texts) {
      if (has(name) || text(row) === '') continue;
      throw new RowRefused(name, text(row), 'NOT_OF_KIND', `expected an empty field for ${kind}`);
    }
    const terms = {
      newShares: has('new_shares') ? newShares(row) : NaN,
      oldShares: has('old_shares') ? oldShares(row) : NaN,
      price: has('price') ? price(row) : NaN,
      factor: has('factor') ? factor(row) : NaN,
    };
    requireDirection(kind, terms);
    return terms;
  };
}

/** Requires that a consolidation leaves fewer shares, and that rights add some. */
function requireDirection(kind: ActionKind, { newShares, oldShares }: Terms): void {
  const isWrong =
    kind === 'CONSOLIDATION' ? newShares >= oldShares : kind === 'RIGHTS' && newShares <= oldShares;
  if (!isWrong) return;
  const reason = `expected ${kind === 'RIGHTS' ? 'more' : 'fewer'} than ${oldShares}, the shares before`;
  throw new RowRefused('new_shares', String(newShares), 'NOT_OF_KIND', reason);
}

function positive(columns: Columns, name: TermColumn): Reader<number> {
  const read = columns.decimal(name);
  return (row) => {
    const value = read(row);
    if (value > 0) return value;
    throw new RowRefused(name, String(value), 'NOT_POSITIVE', 'expected more than 0');
  };
}

/** Reads a factor of prices; NaN where it is empty. */
function factorReader(columns: Columns): Reader<number> {
  const read = columns.optionalDecimal('factor');
  return (row) => {
    const factor = read(row);
    if (factor !== factor || (factor > 0 && factor <= 1)) return factor;
    throw new RowRefused('factor', String(factor), 'NOT_A_FACTOR', 'expected more than 0 and at most 1');
  };
}
