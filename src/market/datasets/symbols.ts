import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { FormerSymbol } from '../facts.js';
import { byTicker } from '../grouping.js';
import { RowRefused } from '../imports/refusal.js';
import type { GroupedDataset } from './dataset.js';

export const symbols: GroupedDataset<
  'symbols',
  FormerSymbol,
  ReadonlyMap<Ticker, readonly FormerSymbol[]>
> = {
  kind: 'FACTS',
  name: 'symbols',
  file: 'symbols.csv',
  stage: 'SYMBOLS',
  required: ['ticker', 'former', 'until'],
  optional: [],
  key: ['former', 'until'],
  notes: { until: 'the last day of the former symbol' },
  reader: (columns) => {
    const ticker = columns.newTicker();
    const former = columns.newTicker('former');
    const until = columns.day('until');
    return (row) => {
      const symbol = { ticker: ticker(row), former: former(row), until: until(row) };
      if (symbol.ticker !== symbol.former) return symbol;
      throw new RowRefused(
        'former',
        symbol.former,
        'SYMBOL_CYCLE',
        'expected another symbol than the ticker',
      );
    };
  },
  keyOf: ({ former, until }) => `${former} ${isoOf(until)}`,
  table: {
    name: 'symbols',
    columns: [
      ['former', 'text'],
      ['until', 'date'],
      ['stock_id', 'int4'],
    ],
    keys: 2,
    cells: ({ ticker, former, until }, { idOf }) => [former, until, idOf(ticker)],
    fact: ([former, until, id], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      former: former as Ticker,
      until: until as Day,
    }),
  },
  // Only the facts that move to another stock change scores; recordSymbols tells which these are.
  touches: () => -Infinity,
  group: byTicker,
};
