import type { FilingCategory } from '../../../market/facts.js';
import type { IsoDate, Ticker } from '../../../scoring/names.js';

/** What is said of a document when it is added, as texts that are not checked yet. */
export interface GivenParticulars {
  /** Of the company, as it is today or was on the day of publication. */
  readonly ticker: string;
  readonly category: string;
  readonly title: string;
  /** As YYYY-MM-DD. */
  readonly publishedOn: string;
  /** Where it was found, https only; left out, null or empty: not known. */
  readonly url?: string | null;
  /** The id of the user who adds it; null: a command or the service itself does. */
  readonly uploadedBy: number | null;
}

/** The same, checked, but for whether the ticker is of a company of the store. */
export interface DocumentParticulars {
  readonly ticker: Ticker;
  readonly category: FilingCategory;
  readonly title: string;
  readonly publishedOn: IsoDate;
  /** Empty: not known. */
  readonly url: string;
}
