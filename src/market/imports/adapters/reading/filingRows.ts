import type { Exchange, FilingCategory } from '../../../facts.js';
import { isLink } from '../../isLink.js';
import type { AdapterOutput, GivenColumns } from '../adapter.js';
import { oneLine } from './oneLine.js';
import { writtenInstant } from './writtenInstant.js';

/** A longer address is refused by the dataset. */
const MOST_OF_LINK = 2000;

/** The columns of filings that adapters fill. */
export const FILING_GIVES: { readonly filings: GivenColumns } = {
  filings: {
    columns: ['ticker', 'exchange', 'category', 'period_end', 'filed_at', 'subject', 'url', 'hash'],
  },
};

/** A filing as a source lists it. */
export interface ListedFiling {
  readonly ticker: string;
  readonly exchange: Exchange;
  readonly category: FilingCategory;
  /** ISO 8601; empty where it is not said. */
  readonly periodEnd: string;
  /** As it is written, in India's time; a date where no time is known. */
  readonly at: string;
  readonly subject: string;
  /** As it is written. What is no address by https is left out. */
  readonly url?: string;
  readonly hash?: string;
}

/** Gives the filings of a file, each once: lists show some twice. */
export class FilingRows {
  readonly #given = new Set<string>();

  constructor(private readonly out: AdapterOutput) {}

  add({ url = '', hash = '', ...filing }: ListedFiling, line: number): void {
    const { ticker, exchange, category, periodEnd } = filing;
    if (filing.at === '') {
      this.out.leaveOut('filings', 'NO_VALUE', `${ticker} ${filing.subject}`);
      return;
    }
    const at = writtenInstant(filing.at) ?? filing.at;
    const subject = oneLine(filing.subject);
    const key = [ticker, exchange, at, subject].join('\t');
    if (this.#given.has(key)) {
      this.out.leaveOut('filings', 'REPEATED', `${ticker} ${at}`);
      return;
    }
    this.#given.add(key);
    const address = url.length <= MOST_OF_LINK && isLink(url) ? url : '';
    this.out.row('filings', [ticker, exchange, category, periodEnd, at, subject, address, hash], line);
  }
}
