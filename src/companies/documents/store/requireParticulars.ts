import { isLink } from '../../../market/imports/isLink.js';
import { dayOf, isoOf } from '../../../market/day.js';
import { FILING_CATEGORIES, type FilingCategory } from '../../../market/facts.js';
import { tickerOf } from '../../../market/ticker.js';
import { printable } from '../../../printable.js';
import type { Day, IsoDate, Ticker } from '../../../scoring/names.js';
import { shown } from '../../../shown.js';
import type { DocumentParticulars, GivenParticulars } from './documentParticulars.js';
import { DocumentRefused } from './documentRefused.js';

const MOST_OF_TITLE = 300;
const MOST_OF_URL = 2_000;

/**
 * Checks what is said of a document, but for whether the store has the company.
 *
 * @param today the day in India
 * @throws DocumentRefused naming the field
 */
export function requireParticulars(given: GivenParticulars, today: Day): DocumentParticulars {
  return {
    ticker: requireTicker(given.ticker),
    category: requireCategory(given.category),
    title: requireTitle(given.title.trim()),
    publishedOn: requireDate(given.publishedOn, today),
    url: requireUrl(given.url ?? ''),
  };
}

function requireTicker(text: string): Ticker {
  const ticker = tickerOf(text);
  if (ticker !== null) return ticker;
  throw refused(
    'ticker',
    `a symbol such as RELIANCE or 500325.BO, got "${shown(text)}"`,
    'write it as the exchange does',
  );
}

function requireCategory(text: string): FilingCategory {
  const known: readonly string[] = FILING_CATEGORIES;
  if (known.includes(text)) return text as FilingCategory;
  throw refused(
    'category',
    `one of ${known.join(', ')}, got "${shown(text)}"`,
    'OTHER is for what fits none',
  );
}

function requireTitle(text: string): string {
  const wanted = `a title of 1 to ${MOST_OF_TITLE} characters`;
  if (text === '') throw refused('title', `${wanted}, got none`, 'say in a line what the document is');
  if (text.length > MOST_OF_TITLE) {
    throw refused('title', `${wanted}, got ${text.length}`, 'shorten it');
  }
  if (isPlain(text)) return text;
  throw refused(
    'title',
    `a title in one line without control characters, got "${shown(text)}"`,
    'remove the characters that are shown as \uFFFD',
  );
}

function requireDate(text: string, today: Day): IsoDate {
  const day = dayOf(text);
  if (Number.isNaN(day)) {
    throw refused('publishedOn', `a date such as 2024-10-08, got "${shown(text)}"`, 'write it as YYYY-MM-DD');
  }
  if (day <= today) return isoOf(day);
  throw refused(
    'publishedOn',
    `a day up to today in India (${isoOf(today)}), got ${text}`,
    'add a document when it is published',
  );
}

function requireUrl(text: string): string {
  if (text === '') return '';
  if (text.length > MOST_OF_URL) {
    throw refused(
      'url',
      `a link of at most ${MOST_OF_URL} characters, got ${text.length}`,
      'shorten it, or leave it out',
    );
  }
  if (isLink(text) && isPlain(text)) return text;
  throw refused(
    'url',
    `a link such as https://www.example.com/page, got "${shown(text)}"`,
    'only https is taken',
  );
}

/** Whether a text is one line that may be printed anywhere. */
const isPlain = (text: string): boolean => !/[\n\t]/.test(text) && printable(text) === text;

const refused = (field: string, wanted: string, remedy: string): DocumentRefused =>
  new DocumentRefused('FIELD', field, `Expected ${wanted}: ${remedy}.`);
