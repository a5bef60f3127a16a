import type { FilingCategory } from '../../../market/facts.js';
import type { IsoDate } from '../../../scoring/names.js';

/** A document that is searched. */
export interface IndexedDocument {
  readonly id: number;
  readonly stock: number;
  readonly category: FilingCategory;
  readonly publishedOn: IsoDate;
  /** How many of its chunks have a vector. */
  readonly chunks: number;
  /**
   * The vectors of its chunks one after the other, in the order of their places, from 0; null where they are read from the
   * store at each search.
   */
  readonly vectors: Float32Array | null;
}

/** The documents that are searched, as they are at a revision of the store. It never changes. */
export interface IndexSnapshot {
  readonly revision: number;
  /** By id, ascending. */
  readonly documents: readonly IndexedDocument[];
}
