import type { IsoDate, Ticker } from '../../../scoring/names.js';
import type { Source } from '../../facts.js';
import type { FlagKind, RefusalRule } from '../refusal.js';
import type { Content } from '../sources/content.js';

/** Why rows of a file are not taken although nothing is wrong with them. */
export const LEFT_OUT = {
  UNKNOWN_STOCK: 'of stocks that the store does not list',
  OTHER_SERIES: 'of series that are no shares (only EQ, BE and BZ are)',
  SECOND_SERIES: 'of a second series of a stock (EQ counts before BE, and BE before BZ)',
  NOT_A_STOCK: 'of funds, bonds, indices and other things that are no stocks',
  OTHER_KIND: 'of kinds that no score depends on',
  NO_VALUE: 'without a value',
  REPEATED: 'that tell again what another row of the file tells',
  READ_BEFORE: 'of days that another file gave',
} as const;
export type LeftOut = keyof typeof LEFT_OUT;

/** The columns of a dataset that an adapter fills, in the order in which it gives the fields of a row. */
export interface GivenColumns {
  readonly columns: readonly string[];
  /**
   * Of `companies`: columns of which a stored value stays, because another source says it better. Of `shareholding`:
   * columns that are often empty, of which the value that is stored of the quarter then stays.
   */
  readonly keep?: readonly string[];
}

/** Receives what an adapter finds in a file. */
export interface AdapterOutput {
  /**
   * Takes a row of a dataset, written as in the import format: ISO dates, plain decimals, empty for null.
   *
   * @param fields in the order of the adapter's columns for the dataset
   * @param line the line, record or place in the source file, from 1
   */
  row(dataset: string, fields: readonly string[], line: number): void;
  /** Takes a row that is of a dataset but cannot be understood, or is wrong. */
  refuse(
    dataset: string,
    line: number,
    refused: {
      readonly column: string;
      readonly value: string;
      readonly rule: RefusalRule;
      readonly reason: string;
      /** A ticker as in rows, where one is known: of a file of a market, rows of unknown stocks are left out. */
      readonly ticker?: string;
    },
  ): void;
  /** Counts a row that is left out; `what` names it for the summary, as a symbol does. */
  leaveOut(dataset: string, reason: LeftOut, what: string): void;
  /**
   * Says that a day of prices names a stock in other series alone, so that it has no bar although it was there.
   *
   * @param other a symbol or ticker, the day as in rows, and one of the series
   */
  otherSeries(other: { readonly symbol: string; readonly day: string; readonly series: string }): void;
  /** Flags a figure that contradicts others of its file. The figure itself is given or left out by the adapter. */
  flag(
    dataset: string,
    line: number,
    flagged: {
      readonly kind: FlagKind;
      /** A ticker as in rows. */
      readonly ticker: string;
      readonly date: IsoDate | '';
      readonly metric: string;
      readonly detail: string;
    },
  ): void;
}

/** What adapters may ask of the market that the file is read for. */
export interface AdapterContext {
  /** Returns the symbol or ticker of the stock that has, or had, an ISIN; null where none is known. */
  tickerOfIsin(isin: string): string | null;
  /** The stock that files which name none are of, as the caller says; null where it is not said. */
  readonly ticker: string | null;
  /**
   * Returns the ticker of the only company that has a name, case, punctuation and the spelling of "Limited" aside; null
   * where none or several have it.
   */
  tickerOfName(name: string): string | null;
  /** Returns whether at least half as many stocks have a stored bar on a day as on the one before it. */
  wasTraded(day: IsoDate): Promise<boolean>;
  /** Returns the stored closes of a day and of the session before it, as far as there are any. */
  closesAround(day: IsoDate): Promise<ClosesAround>;
}

/** Stored closes, in ₹ as traded. */
export interface ClosesAround {
  readonly on: ReadonlyMap<Ticker, number>;
  readonly before: ReadonlyMap<Ticker, number>;
}

/**
 * Reads files of one layout that an exchange or a site gives, into rows of the import format. The rows are then checked,
 * refused and flagged as those of an import folder are (docs/import.md).
 *
 * A layout is told by what a file holds: names of files lie. Days are read from the rows.
 */
export interface Adapter {
  /** Kept with each batch as its format, such as `nse-udiff`. */
  readonly name: string;
  /** What users call such a file, such as `NSE bhavcopy (UDiFF)`. */
  readonly title: string;
  /** The datasets that a file may give. */
  readonly gives: Readonly<Record<string, GivenColumns>>;
  /** PRIMARY: what the exchange or the company itself says; SECONDARY: what a site copied. */
  readonly source: Source;
  /**
   * Whether a file is about the whole market, so that rows of unknown stocks are left out, and not refused; the exchange
   * whose days it gives.
   */
  readonly market?: 'NSE' | 'BSE' | 'NSE_INDICES' | 'ANY';
  /** What one unit of the last place of `value` is in ₹ where turnover is rounded, as in lakh; 0 by default. */
  readonly valueStep?: number;
  /** Whether prices are adjusted for splits; false by default: as traded. */
  readonly isAdjusted?: boolean;
  recognises(content: Content): boolean;
  /** Returns the first day that the rows are of, by which files are ordered; null where they are of no day. */
  dayOf?(content: Content): IsoDate | null;
  /** @throws UserError where the file as a whole is refused */
  read(content: Content, out: AdapterOutput, context: AdapterContext): Promise<void> | void;
}
