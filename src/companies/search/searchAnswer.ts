import type { SearchMode } from './searchMode.js';

/** A chunk that was found. */
export interface SearchHit {
  readonly documentId: number;
  readonly place: number;
  /** By the mode: `semantic`, `keyword`, or 0.7 × `semantic` + 0.3 × `keyword`, of which a missing one is 0. */
  readonly score: number;
  /** The cosine of its vector and the query's, at least 0; null where it has none, or is not asked. */
  readonly semantic: number | null;
  /** The rank by its words, below 1; null where it has none of them, or is not asked. */
  readonly keyword: number | null;
  /** Passages that show why it was found, as plain text; one or more. */
  readonly highlights: readonly string[];
}

/** What a search found, the best first. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  readonly mode: SearchMode;
  /** Whose vectors were compared; null where none were. */
  readonly model: string | null;
}
