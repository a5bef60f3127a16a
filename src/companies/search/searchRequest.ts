import type { FilingCategory } from '../../market/facts.js';
import type { IsoDate } from '../../scoring/names.js';
import type { SearchMode } from './searchMode.js';

/** What is searched, and where. */
export interface SearchRequest {
  readonly query: string;
  readonly mode: SearchMode;
  /** Ids of stocks; null: all. */
  readonly stocks: readonly number[] | null;
  /** Null: all. */
  readonly categories: readonly FilingCategory[] | null;
  /** Publication of the documents, both inclusive; null: not bounded. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** How many hits there are at most. */
  readonly first: number;
  /** Hits below this score are left out; null: none. */
  readonly minScore: number | null;
}
