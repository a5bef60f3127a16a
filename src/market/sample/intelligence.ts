import { isoOf } from '../day.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** An item of the sample. Days are counted back from the last session. */
interface SampleItem {
  readonly type: string;
  readonly title: string;
  readonly daysAgo: number;
  readonly tickers: readonly string[];
  readonly text: string;
  readonly url: string;
}

const ITEMS: readonly SampleItem[] = [
  {
    type: 'ORDER_WIN',
    title: 'Wins an order for plates of steel',
    daysAgo: 12,
    tickers: ['SYNMETAL02.NS'],
    text: 'A ship yard orders plates of steel for ₹ 640 crore, to be delivered over two years.',
    url: 'https://example.com/synmetal02/order',
  },
  {
    type: 'PARTNERSHIP',
    title: 'A bank moves its ledgers to a new supplier',
    daysAgo: 45,
    tickers: ['SYNBANK04.NS', 'SYNIT02.NS'],
    text: 'The contract runs for five years. Its value is not told.',
    url: '',
  },
  {
    type: 'MANAGEMENT',
    title: 'A new managing director takes office',
    daysAgo: 400,
    // It has another symbol since.
    tickers: ['SYNSOFT09.NS'],
    text: '',
    url: '',
  },
];

/** Returns items of intelligence, each published on its day. */
export function intelligenceTable(timeline: Timeline): Table {
  const lastDay = timeline[timeline.length - 1];
  return {
    file: 'intelligence.csv',
    columns: ['type', 'title', 'date', 'source', 'tickers', 'published_on', 'text', 'url'],
    rows: ITEMS.map(({ type, title, daysAgo, tickers, text, url }) => {
      const date = isoOf(lastDay - daysAgo);
      return [type, title, date, 'Synthetic', tickers.join(';'), date, text, url];
    }),
  };
}
