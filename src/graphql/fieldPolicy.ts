import type { Scope } from '../access/scopes.js';
import type { FieldVisit } from './limits/fieldVisit.js';

/** A number, or how it follows from the arguments of a field. */
export type Amount = number | ((visit: FieldVisit) => number);

/**
 * What is known of one field of the schema before it runs. Planning an operation charges, authorises, and decides
 * whether its answer may be kept, by these alone.
 */
export interface FieldPolicy {
  /** Who may read it: everybody, whoever may read its parent, or callers with a scope. */
  readonly access: 'PUBLIC' | 'INHERIT' | Scope;
  /**
   * How long an answer stays true.
   *
   * - `INHERIT`: as long as its parent does.
   * - `COMMIT`: until something is committed.
   * - `DAY`: until something is committed, and it is about the day in its argument `on` (or `input.on`); about the
   *   newest day where the argument is null.
   * - `UP_TO_DAY`: likewise, with the argument `to`.
   * - `TODAY`: until something is committed, and it is about today.
   * - `VOLATILE`: it may change without a commit, so an answer with it is never kept.
   */
  readonly freshness: 'INHERIT' | 'COMMIT' | 'DAY' | 'UP_TO_DAY' | 'TODAY' | 'VOLATILE';
  /** Rows of the store that it reads for each parent, or work that is worth so many; none where left out. */
  readonly cost?: Amount;
  /** Objects in its list for each parent, at most. Left out where it is no list of objects, or the list of a page. */
  readonly size?: Amount;
  /** `BOOK`: it looks into the book of a mode and day. A number: statements that wait for each other; 0 where left out. */
  readonly reads?: 'BOOK' | number;
}
