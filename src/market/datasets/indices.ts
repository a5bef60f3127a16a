import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { IndexBar, IndexBars } from '../facts.js';
import { groupBy } from '../grouping.js';
import type { GroupedDataset } from './dataset.js';
import { priceReader } from './priceReader.js';

export const indices: GroupedDataset<'indices', IndexBar, ReadonlyMap<string, IndexBars>> = {
  kind: 'FACTS',
  name: 'indices',
  file: 'indices.csv',
  stage: 'FACTS',
  required: ['index', 'date', 'open', 'high', 'low', 'close'],
  optional: [],
  key: ['index', 'date'],
  reader: (columns) => {
    const index = columns.requiredText('index');
    const day = columns.session('date');
    const prices = priceReader(columns);
    return (row) => ({ index: index(row), day: day(row), ...prices(row) });
  },
  keyOf: ({ index, day }) => `${index} ${isoOf(day)}`,
  table: {
    name: 'index_bars',
    columns: [
      ['index_name', 'text'],
      ['day', 'date'],
      ['open', 'numeric'],
      ['high', 'numeric'],
      ['low', 'numeric'],
      ['close', 'numeric'],
    ],
    keys: 2,
    cells: ({ index, day, open, high, low, close }) => [index, day, open, high, low, close],
    fact: ([index, day, open, high, low, close]) => ({
      index: index as string,
      day: day as Day,
      open: open as number,
      high: high as number,
      low: low as number,
      close: close as number,
    }),
  },
  touches: ({ day }) => day,
  sessionOf: ({ day }) => day,
  group: (bars) => {
    const ascending = [...bars].sort((a, b) => a.day - b.day);
    const groups = [...groupBy(ascending, ({ index }) => index)];
    return new Map(
      groups.map(([index, group]) => [
        index,
        {
          day: Int32Array.from(group, ({ day }) => day),
          close: Float64Array.from(group, ({ close }) => close),
        },
      ]),
    );
  },
};
