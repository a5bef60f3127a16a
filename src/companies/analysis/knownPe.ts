import type { Day, Ticker } from '../../scoring/names.js';

/** A P/E that was known on a day: negative for a loss, and never 0. */
export interface KnownPe {
  readonly day: Day;
  readonly value: number;
  /** When the results were published that were the newest ones on the day. */
  readonly publishedOn: Day;
}

/** The P/E of a company, with those that it is compared with. */
export interface ValuationInputs {
  readonly ticker: Ticker;
  readonly on: Day;
  /** The P/E on the day; null where it is not known. */
  readonly own: KnownPe | null;
  /** Its P/E at the month ends of five years up to the day, where it is known; in any order. */
  readonly months: readonly KnownPe[];
  /** The company's sector on the day; null where it has none. */
  readonly sector: {
    /** The name that people read. */
    readonly name: string;
    /** The P/E of each of its companies that were traded; null where it is not known. */
    readonly companies: ReadonlyMap<Ticker, KnownPe | null>;
  } | null;
}

/** How many month ends are compared. */
export const MONTHS = 60;
