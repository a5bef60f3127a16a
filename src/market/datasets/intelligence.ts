import { createHash } from 'node:crypto';
import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { IntelligenceItem } from '../facts.js';
import type { Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import type { FactDataset } from './dataset.js';

/** The most companies of an item. */
export const MOST_TICKERS = 50;

/** The most characters of each text. */
export const MOST_CHARACTERS = { type: 40, title: 300, source: 200, text: 10_000 } as const;

const TYPE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/;

/** Characters of the SHA-256 that an item is stored and found by: 128 bits. */
const HASH_CHARACTERS = 32;

export const intelligence: FactDataset<'intelligence', IntelligenceItem> = {
  kind: 'FACTS',
  name: 'intelligence',
  file: 'intelligence.csv',
  stage: 'FACTS',
  required: ['type', 'title', 'date', 'source', 'tickers'],
  optional: ['published_on', 'text', 'url'],
  key: ['type', 'title', 'date', 'source', 'tickers', 'published_on'],
  notes: {
    type: 'upper case, such as ORDER_WIN',
    date: 'of what it tells',
    tickers: `1 to ${MOST_TICKERS}, separated by semicolons`,
    published_on: 'default: the day of import',
    url: 'https only',
  },
  reader: (columns) => {
    const typeOf = columns.requiredShortText('type', MOST_CHARACTERS.type);
    const title = columns.requiredShortText('title', MOST_CHARACTERS.title);
    const day = columns.day('date');
    const source = columns.requiredShortText('source', MOST_CHARACTERS.source);
    const publishedOn = columns.optionalPastDay('published_on');
    const published = columns.orToday(publishedOn);
    // What is to come is told under the symbols of the day of publication.
    const toldOn: Reader<Day> = (row) => Math.min(day(row), published(row));
    const tickers = columns.tickers('tickers', toldOn, MOST_TICKERS);
    const text = columns.shortText('text', MOST_CHARACTERS.text);
    const url = columns.link('url');
    return (row) => {
      const type = typeOf(row);
      if (!isIntelligenceType(type)) {
        throw new RowRefused(
          'type',
          type,
          'UNKNOWN_VALUE',
          'expected a name in upper case, such as ORDER_WIN: letters and digits, with underscores between words',
        );
      }
      return {
        ...{ type, title: title(row), day: day(row), source: source(row), tickers: tickers(row) },
        ...{ publishedOn: publishedOn(row), text: text(row), url: url(row) },
      };
    };
  },
  keyOf: ({ type, title, day, source, tickers, publishedOn }) =>
    [
      ...[type, JSON.stringify(title), isoOf(day), JSON.stringify(source), tickers.join(';')],
      ...(publishedOn === publishedOn ? [isoOf(publishedOn)] : []),
    ].join(' '),
  table: {
    name: 'intelligence',
    columns: [
      ['item', 'text'],
      ['published_on', 'date'],
      ['type', 'text'],
      ['title', 'text'],
      ['day', 'date'],
      ['source', 'text'],
      ['tickers', 'text'],
      ['text', 'text'],
      ['url', 'text'],
    ],
    keys: 2,
    cells: (item) => [
      hashOf(item),
      item.publishedOn,
      item.type,
      item.title,
      item.day,
      item.source,
      item.tickers.join(' '),
      item.text,
      item.url,
    ],
    fact: ([, publishedOn, type, title, day, source, tickers, text, url]) => ({
      type: type as string,
      title: title as string,
      day: day as Day,
      source: source as string,
      tickers: (tickers as string).split(' ') as Ticker[],
      publishedOn: publishedOn as Day,
      text: text as string,
      url: url as string,
    }),
  },
  // No score depends on it.
  touches: () => Infinity,
};

/** Returns whether a text is the name of a type of items. */
export const isIntelligenceType = (type: string): boolean =>
  type.length <= MOST_CHARACTERS.type && TYPE.test(type);

/** Returns what an item is stored and found by: the hash of what tells it from others. */
function hashOf({ type, title, day, source, tickers }: IntelligenceItem): string {
  const own = JSON.stringify([type, title, isoOf(day), source, ...tickers]);
  return createHash('sha256').update(own).digest('hex').slice(0, HASH_CHARACTERS);
}
