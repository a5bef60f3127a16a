import type { Columns, Reader } from '../imports/columns.js';
import { SERIES } from '../facts.js';
import { RowRefused } from '../imports/refusal.js';
import type { BarsDataset } from './dataset.js';
import { priceReader } from './priceReader.js';

export const prices: BarsDataset = {
  kind: 'BARS',
  name: 'prices',
  file: 'prices.csv',
  stage: 'FACTS',
  required: ['ticker', 'date', 'open', 'high', 'low', 'close', 'volume'],
  optional: ['value', 'series'],
  key: ['ticker', 'date'],
  notes: {
    value: '₹ traded',
    series: `of NSE: ${SERIES.join(', ')}`,
    close: 'the four prices as traded, unless `--adjusted`',
  },
  reader: (columns) => {
    const day = columns.session('date');
    const ticker = columns.ticker(day);
    const prices = priceReader(columns);
    const volume = notNegative('volume', columns.decimal('volume'));
    const value = notNegative('value', columns.optionalDecimal('value'));
    const series = columns.optionalOneOf('series', SERIES);
    return (row) => ({
      ticker: ticker(row),
      day: day(row),
      ...prices(row),
      volume: volume(row),
      value: value(row),
      series: series(row),
    });
  },
  table: {
    name: 'bars',
    columns: [
      ['stock_id', 'int4'],
      ['day', 'date'],
    ],
    keys: 2,
  },
};

function notNegative(name: string, read: ReturnType<Columns['decimal']>): Reader<number> {
  return (row) => {
    const value = read(row);
    if (value < 0) throw new RowRefused(name, String(value), 'NEGATIVE', 'expected 0 or more');
    return value;
  };
}
