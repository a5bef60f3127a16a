import type { Day, Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { dayOf, isoOf } from '../day.js';
import { SOURCES, type Source } from '../facts.js';
import { NO_SYMBOLS, type FormerSymbols } from '../formerSymbols.js';
import { tickerOf } from '../ticker.js';
import { FolderUse } from './folderUse.js';
import { hiddenCharacter } from './hiddenCharacter.js';
import { DEFAULT_LIMITS, type ImportLimits } from './importLimits.js';
import { isExact } from './isExact.js';
import { isLink } from './isLink.js';
import { overLimit } from './overLimit.js';
import { RowRefused } from './refusal.js';

/** Reads a value from the fields of a row, or throws RowRefused. */
export type Reader<Value> = (fields: readonly string[]) => Value;

/** No file of the format has more columns. */
const SHOWN_COLUMNS = 20;

/** Up to this, doubles hold every whole number and at least one decimal behind it. */
const MOST = 1e15;
/** The most characters of a link. */
const MOST_OF_LINK = 2_000;

const DECIMAL = /^-?\d+(\.\d+)?$/;

/** What is known of the market that rows belong to. */
export interface KnownMarket {
  /** The companies that facts may be of; null where they are not known. Tickers are then not checked. */
  readonly knownTickers: ReadonlySet<Ticker> | null;
  /** The former symbols of companies. */
  readonly symbols: FormerSymbols;
  /** Returns why there is no session on a day; null where there is one, or the calendar does not know. */
  readonly closedBecause: (day: Day) => string | null;
}

/** What a file's rows are checked against. */
export interface ImportContext extends KnownMarket {
  /** The day of import in India. Nothing that has happened is later. */
  readonly today: Day;
  /** The source of rows that do not name theirs. */
  readonly defaultSource: Source;
  readonly limits: ImportLimits;
  /** What the files before took of the folder's limits; without it, a file is alone. */
  readonly used?: FolderUse;
}

/** The context of the files that others are checked against: nothing is known, and every day may be in the past. */
export const BARE_CONTEXT: ImportContext = {
  knownTickers: null,
  symbols: NO_SYMBOLS,
  closedBecause: () => null,
  today: Infinity,
  defaultSource: 'PRIMARY',
  limits: DEFAULT_LIMITS,
};

/** The columns of one file. They are found once, in its header, and each has a reader. */
export class Columns {
  readonly #index = new Map<string, number>();
  readonly #days = new Map<string, Day>();
  readonly #spellings = new Map<string, Ticker>();
  readonly #tickers: Set<Ticker>;

  /** @throws UserError where a column is missing, unknown or repeated: the file is refused as a whole */
  constructor(
    private readonly file: string,
    header: readonly string[],
    required: readonly string[],
    optional: readonly string[],
    private readonly context: ImportContext,
  ) {
    this.#tickers = (context.used ?? new FolderUse()).tickers;
    const known = [...required, ...optional];
    header.forEach((name, at) => {
      const problem = !known.includes(name) ? 'is unknown' : this.#index.has(name) ? 'stands twice' : null;
      if (problem !== null) {
        throw new UserError(
          `${file}: column "${shown(name)}" ${problem}. Expected the columns ${required.join(', ')}` +
            `${optional.length > 0 ? ` and, as wanted, ${optional.join(', ')}` : ''}. The file was refused whole.`,
        );
      }
      this.#index.set(name, at);
    });
    const missing = required.filter((name) => !this.#index.has(name));
    if (missing.length > 0) {
      throw new UserError(
        `${file}: expected the column${missing.length > 1 ? 's' : ''} ${missing.join(', ')}, ` +
          `got ${header.slice(0, SHOWN_COLUMNS).map(shown).join(', ')}. The file was refused whole.`,
      );
    }
  }

  /** A text as it is written; empty where the column is absent. */
  text(name: string): Reader<string> {
    const text = this.#field(name);
    return (fields) => visible(name, text(fields));
  }

  /** A text that is not empty. */
  requiredText(name: string): Reader<string> {
    return this.#required(name, (text) => visible(name, text));
  }

  /** A number; NaN where the field is empty or the column absent. */
  optionalDecimal(name: string): Reader<number> {
    const text = this.#field(name);
    return (fields) => (text(fields) === '' ? NaN : decimal(name, text(fields)));
  }

  /** A text of at most so many characters; empty where the column is absent. */
  shortText(name: string, most: number): Reader<string> {
    const text = this.text(name);
    return (fields) => atMost(name, text(fields), most);
  }

  /** A text that is not blank, of at most so many characters. */
  requiredShortText(name: string, most: number): Reader<string> {
    const read = this.requiredText(name);
    return (fields) => {
      const text = atMost(name, read(fields), most);
      if (text.trim() === '') throw new RowRefused(name, text, 'EMPTY', 'expected a value, not only blanks');
      return text;
    };
  }

  /** A link to a page or file, https only; empty where the field is empty or the column absent. */
  link(name: string): Reader<string> {
    const text = this.shortText(name, MOST_OF_LINK);
    return (fields) => {
      const link = text(fields);
      if (link === '' || isLink(link)) return link;
      throw new RowRefused(name, link, 'NOT_A_LINK', 'expected a link such as https://www.example.com/page');
    };
  }

  /** A number above 0; NaN where the field is empty or the column absent. */
  optionalPositive(name: string): Reader<number> {
    const read = this.optionalDecimal(name);
    return (fields) => {
      const value = read(fields);
      if (!(value <= 0)) return value;
      throw new RowRefused(name, String(value), 'NOT_POSITIVE', 'expected a number above 0');
    };
  }

  /** A plain decimal number. */
  decimal(name: string): Reader<number> {
    return this.#required(name, (text) => decimal(name, text));
  }

  /** A percentage of 0 to 100; NaN where the field is empty or the column absent. */
  optionalPercent(name: string): Reader<number> {
    const read = this.optionalDecimal(name);
    return (fields) => percent(name, read(fields));
  }

  /** A percentage of 0 to 100. */
  percent(name: string): Reader<number> {
    const read = this.decimal(name);
    return (fields) => percent(name, read(fields));
  }

  /** A day, in the past or to come. */
  day(name: string): Reader<Day> {
    return this.#required(name, (text) => this.#day(name, text));
  }

  /** A day; NaN where the field is empty or the column absent. */
  optionalDay(name: string): Reader<Day> {
    const text = this.#field(name);
    return (fields) => (text(fields) === '' ? NaN : this.#day(name, text(fields)));
  }

  /** A day that is not after the day of import. */
  pastDay(name: string): Reader<Day> {
    const read = this.day(name);
    return (fields) => this.#past(name, read(fields));
  }

  /** A day that is not after the day of import; NaN where the field is empty or the column absent. */
  optionalPastDay(name: string): Reader<Day> {
    const read = this.optionalDay(name);
    return (fields) => this.#past(name, read(fields));
  }

  /** The day of import where a day is not known. */
  orToday(read: Reader<Day>): Reader<Day> {
    return (fields) => {
      const day = read(fields);
      return Number.isNaN(day) ? this.context.today : day;
    };
  }

  /** Returns what refuses a day of a column that is after the day of import, for days that are read as part of a text. */
  notAfterImport(name: string): (day: Day) => Day {
    return (day) => this.#past(name, day);
  }

  /** A day that has happened and that is a session, as far as the calendar knows. */
  session(name: string): Reader<Day> {
    const read = this.pastDay(name);
    return (fields) => {
      const day = read(fields);
      const closed = this.context.closedBecause(day);
      if (closed === null) return day;
      throw new RowRefused(name, isoOf(day), 'CLOSED_DAY', `expected a session, ${isoOf(day)} is ${closed}`);
    };
  }

  /**
   * One of a list of values.
   *
   * @param others what refusals say of certain other values
   */
  oneOf<Value extends string>(
    name: string,
    values: readonly Value[],
    others: ReadonlyMap<string, string> = new Map(),
  ): Reader<Value> {
    return this.#required(name, (text) => {
      if ((values as readonly string[]).includes(text)) return text as Value;
      const why = others.get(text);
      const reason = `expected one of ${values.join(', ')}${why === undefined ? '' : `: ${why}`}`;
      throw new RowRefused(name, text, 'UNKNOWN_VALUE', reason);
    });
  }

  /** One of a list of values; '' where the field is empty or the column absent. */
  optionalOneOf<Value extends string>(name: string, values: readonly Value[]): Reader<Value | ''> {
    const text = this.#field(name);
    const read = this.oneOf(name, values);
    return (fields) => (text(fields) === '' ? '' : read(fields));
  }

  /** The source of a row, or the default one where the field is empty or the column absent. */
  source(): Reader<Source> {
    const text = this.#field('source');
    const read = this.oneOf('source', SOURCES);
    return this.#index.has('source')
      ? (fields) => (text(fields) === '' ? this.context.defaultSource : read(fields))
      : () => this.context.defaultSource;
  }

  /** A ticker of the exchange, whether it is known or not. */
  newTicker(name = 'ticker'): Reader<Ticker> {
    return this.#required(name, (text) => this.#ticker(name, text));
  }

  /**
   * The ticker of a known company. A row under a former symbol, up to the last day of the symbol, is of the company that
   * had it.
   *
   * @param dayOf reads the day that the row is of
   */
  ticker(dayOf: Reader<Day>): Reader<Ticker> {
    return this.#required('ticker', (text, fields) => this.#knownTicker('ticker', text, dayOf, fields));
  }

  /**
   * Tickers of known companies, as `ticker` reads one, separated by semicolons: each once, ascending.
   *
   * @param most the most of them
   */
  tickers(name: string, dayOf: Reader<Day>, most: number): Reader<readonly Ticker[]> {
    return this.#required(name, (text, fields) => {
      const texts = text.split(';');
      if (texts.length > most) {
        const expected = `expected at most ${most} tickers, got ${texts.length}`;
        throw new RowRefused(name, text, 'TOO_LONG', expected);
      }
      return [...new Set(texts.map((one) => this.#knownTicker(name, one, dayOf, fields)))].sort();
    });
  }

  #knownTicker(name: string, text: string, dayOf: Reader<Day>, fields: readonly string[]): Ticker {
    const { knownTickers, symbols } = this.context;
    const written = this.#ticker(name, text);
    const ticker = symbols.has(written) ? (symbols.tickerOn(written, dayOf(fields)) ?? written) : written;
    if (knownTickers === null || knownTickers.has(ticker)) return ticker;
    const renamed = symbols.rowsOf(written).at(-1);
    const expected =
      renamed === undefined
        ? 'expected a ticker that companies.csv lists'
        : `expected ${symbols.endOf(renamed)}, because ${written} was renamed after ${isoOf(renamed.until)} and is the ` +
          'symbol of no company today';
    throw new RowRefused(name, text, 'UNKNOWN_TICKER', expected);
  }

  #field(name: string): Reader<string> {
    const at = this.#index.get(name);
    return at === undefined ? () => '' : (fields) => fields[at];
  }

  #required<Value>(name: string, read: (text: string, fields: readonly string[]) => Value): Reader<Value> {
    const at = this.#index.get(name) ?? -1;
    return (fields) => {
      const text = fields[at];
      if (text === '' || text === undefined) throw new RowRefused(name, '', 'EMPTY', 'expected a value');
      return read(text, fields);
    };
  }

  #day(name: string, text: string): Day {
    const seen = this.#days.get(text);
    if (seen !== undefined) return seen;
    const day = dayOf(text);
    if (day !== day) {
      throw new RowRefused(name, text, 'NOT_A_DATE', 'expected a date such as 2024-10-08');
    }
    this.#days.set(text, day);
    return day;
  }

  #past(name: string, day: Day): Day {
    const { today } = this.context;
    if (!(day > today)) return day;
    throw new RowRefused(
      name,
      isoOf(day),
      'AFTER_IMPORT',
      `expected a day up to the day of import, ${isoOf(today)} in India`,
    );
  }

  #ticker(name: string, text: string): Ticker {
    const seen = this.#spellings.get(text);
    if (seen !== undefined) return seen;
    const ticker = tickerOf(text);
    if (ticker === null) {
      throw new RowRefused(name, text, 'NOT_A_TICKER', 'expected a ticker such as RELIANCE or RELIANCE.NS');
    }
    const { tickers } = this.context.limits;
    if (this.#tickers.size === tickers && !this.#tickers.has(ticker)) {
      throw overLimit(
        this.file,
        `${tickers} tickers in a folder`,
        `${ticker} as another one`,
        'MAX_IMPORT_TICKERS',
        'the folder',
      );
    }
    this.#tickers.add(ticker);
    this.#spellings.set(text, ticker);
    return ticker;
  }
}

function visible(name: string, text: string): string {
  const hidden = hiddenCharacter(text);
  if (hidden === null) return text;
  throw new RowRefused(
    name,
    text,
    'CONTROL_CHARACTER',
    `expected a text without control and invisible characters, got ${hidden.code} as character ${hidden.place}: remove it`,
  );
}

function atMost(name: string, text: string, most: number): string {
  if (text.length <= most) return text;
  throw new RowRefused(name, text, 'TOO_LONG', `expected at most ${most} characters, got ${text.length}`);
}

function decimal(name: string, text: string): number {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value)) {
    throw new RowRefused(
      name,
      text,
      'NOT_A_NUMBER',
      'expected a plain decimal number, without exponent, separators or blanks',
    );
  }
  if (Math.abs(value) > MOST) {
    throw new RowRefused(name, text, 'NOT_EXACT', 'expected a number from -1e15 to 1e15: check its unit');
  }
  if (!isExact(text, value)) {
    throw new RowRefused(
      name,
      text,
      'NOT_EXACT',
      `expected a number that a double holds to its last digit, the nearest one is ${value}: give at most 15 digits`,
    );
  }
  return value + 0;
}

function percent(name: string, value: number): number {
  if (value < 0 || value > 100) {
    throw new RowRefused(name, String(value), 'PERCENT_OUTSIDE', 'expected a percentage of 0 to 100');
  }
  return value;
}
