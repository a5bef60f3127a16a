import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { IndexBar, IndexBars } from '../facts.js';
import { groupBy } from '../grouping.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import { indexNameOf } from '../indexNameOf.js';
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
  notes: { index: 'any of its names' },
  reader: (columns) => {
    const index = nameReader(columns);
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
    canonical: (cells) => {
      const name = indexNameOf(cells[0] as string);
      return name === cells[0] ? cells : cells.with(0, name);
    },
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
    const groups = [...groupBy(ascending, ({ index }) => indexNameOf(index))];
    return new Map(
      groups.map(([index, group]) => {
        const onePerDay = barsOf(index, group);
        return [
          index,
          {
            day: Int32Array.from(onePerDay, ({ day }) => day),
            close: Float64Array.from(onePerDay, ({ close }) => close),
          },
        ];
      }),
    );
  },
};

/** Reads the name of an index in its one spelling. */
function nameReader(columns: Columns): Reader<string> {
  const text = columns.requiredText('index');
  return (row) => {
    const name = indexNameOf(text(row));
    if (name !== '') return name;
    throw new RowRefused('index', text(row), 'EMPTY', 'expected a value');
  };
}

/**
 * Returns one bar for each day. A store that an earlier version filled may have several, under other names of the index:
 * then that under its name counts, or else the one whose name is first in the order of letters.
 */
function barsOf(name: string, ascending: readonly IndexBar[]): IndexBar[] {
  const counting: IndexBar[] = [];
  for (const bar of ascending) {
    const other = counting.at(-1);
    if (other?.day !== bar.day) counting.push(bar);
    else if (bar.index === name || (other.index !== name && bar.index < other.index)) {
      counting[counting.length - 1] = bar;
    }
  }
  return counting;
}
