import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import {
  EXCHANGES,
  FILING_CATEGORIES,
  type CompanyFiling,
  type Exchange,
  type FilingCategory,
} from '../facts.js';
import { filedAtOf, writtenFiledAt, type FiledAt } from '../filedAt.js';
import { mergedFilings } from '../filings/mergedFilings.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';
import type { FactDataset } from './dataset.js';

/** The most characters of a subject. */
const MOST_SUBJECT = 500;
const SHA_256 = /^[0-9a-f]{64}$/i;

/** What companies file with the exchanges. No score depends on it. */
export const filings: FactDataset<'filings', CompanyFiling> = {
  kind: 'FACTS',
  name: 'filings',
  file: 'filings.csv',
  stage: 'FACTS',
  required: ['ticker', 'exchange', 'category', 'filed_at', 'subject'],
  optional: ['period_end', 'url', 'hash'],
  key: ['ticker', 'exchange', 'filed_at', 'subject'],
  notes: {
    exchange: EXCHANGES.join(', '),
    category: FILING_CATEGORIES.join(', '),
    filed_at:
      'such as 2024-10-08T16:05:00+05:30; a date alone: the time is not known, it counts from the end of the day',
    subject: `at most ${MOST_SUBJECT} characters`,
    url: 'https only',
    hash: 'SHA-256 of its bytes, in hex',
  },
  reader: (columns) => {
    const filed = filedAt(columns);
    const ticker = columns.ticker((row) => filed(row).filedOn);
    const exchangeOf = columns.oneOf('exchange', EXCHANGES);
    const categoryOf = columns.oneOf('category', FILING_CATEGORIES);
    const end = columns.optionalPastDay('period_end');
    const subjectOf = columns.requiredText('subject');
    const urlOf = columns.link('url');
    const hashOf = columns.text('hash');
    return (row) => {
      const at = filed(row);
      return {
        ticker: ticker(row),
        exchange: exchangeOf(row),
        category: categoryOf(row),
        periodEnd: requireBefore(end(row), at),
        ...at,
        subject: requireSubject(subjectOf(row)),
        url: urlOf(row),
        hash: requireHash(hashOf(row)),
      };
    };
  },
  keyOf: ({ ticker, exchange, subject, ...at }) => `${ticker} ${exchange} ${writtenFiledAt(at)} ${subject}`,
  merged: mergedFilings,
  table: {
    name: 'filings',
    columns: [
      ['stock_id', 'int4'],
      ['filed_on', 'date'],
      ['filed_second', 'int4'],
      ['exchange', 'text'],
      ['subject', 'text'],
      ['category', 'text'],
      ['period_end', 'date'],
      ['url', 'text'],
      ['hash', 'text'],
    ],
    keys: 5,
    isLarge: true,
    cells: (filing, { idOf }) => [
      idOf(filing.ticker),
      filing.filedOn,
      filing.filedSecond,
      filing.exchange,
      filing.subject,
      filing.category,
      filing.periodEnd,
      filing.url,
      filing.hash,
    ],
    fact: ([id, filedOn, filedSecond, exchange, subject, category, periodEnd, url, hash], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      exchange: exchange as Exchange,
      category: category as FilingCategory,
      periodEnd: periodEnd as Day,
      filedOn: filedOn as Day,
      filedSecond: filedSecond as number,
      subject: subject as string,
      url: url as string,
      hash: hash as string,
    }),
  },
  touches: () => Infinity,
};

/** Reads when a filing was made. It is not after the day of import. */
function filedAt(columns: Columns): Reader<FiledAt> {
  const text = columns.requiredText('filed_at');
  const past = columns.notAfterImport('filed_at');
  return (row) => {
    const at = filedAtOf(text(row));
    if (at !== null) return { ...at, filedOn: past(at.filedOn) };
    throw new RowRefused(
      'filed_at',
      text(row),
      'NOT_A_DATE',
      'expected an instant with its offset, such as 2024-10-08T16:05:00+05:30, or a date such as 2024-10-08',
    );
  };
}

/** @throws RowRefused where a period ends after the filing */
function requireBefore(periodEnd: Day, { filedOn }: FiledAt): Day {
  if (!(periodEnd > filedOn)) return periodEnd;
  const expected = `expected a day up to the filing, ${isoOf(filedOn)}`;
  throw new RowRefused('period_end', isoOf(periodEnd), 'PERIOD_AFTER_PUBLICATION', expected);
}

function requireSubject(text: string): string {
  if (text.trim() === '') throw new RowRefused('subject', text, 'EMPTY', 'expected a value');
  const { length } = Array.from(text);
  if (length <= MOST_SUBJECT) return text;
  const expected = `expected at most ${MOST_SUBJECT} characters, got ${length}: shorten it`;
  throw new RowRefused('subject', text, 'TOO_LONG', expected);
}

function requireHash(text: string): string {
  if (text === '' || SHA_256.test(text)) return text.toLowerCase();
  throw new RowRefused('hash', text, 'NOT_OF_KIND', 'expected a SHA-256 of 64 hexadecimal digits');
}
