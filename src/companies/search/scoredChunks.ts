import type { SearchMode } from './searchMode.js';

const SEMANTIC_SHARE = 0.7;
const KEYWORD_SHARE = 0.3;

/** A chunk with the parts of its score, of which one at least is known. */
export interface ScoredChunk {
  readonly documentId: number;
  readonly place: number;
  readonly score: number;
  readonly semantic: number | null;
  readonly keyword: number | null;
}

/**
 * Returns the score of a chunk.
 *
 * @param semantic null where it has no vector, or is not asked
 * @param keyword null where it has none of the words, or is not asked
 */
export function scoreOf(mode: SearchMode, semantic: number | null, keyword: number | null): number {
  if (mode === 'SEMANTIC') return semantic ?? 0;
  if (mode === 'KEYWORD') return keyword ?? 0;
  return SEMANTIC_SHARE * (semantic ?? 0) + KEYWORD_SHARE * (keyword ?? 0);
}

/** Orders chunks: the best first, and those of the same score by document and place. */
export const byScore = (one: ScoredChunk, other: ScoredChunk): number =>
  other.score - one.score || one.documentId - other.documentId || one.place - other.place;

/** Keeps the best of the chunks that it is given, and no others. */
export class BestChunks {
  #kept: ScoredChunk[] = [];
  #worst: ScoredChunk | undefined;

  /**
   * @param most how many are kept
   * @param minScore those below are not kept
   */
  constructor(
    private readonly most: number,
    private readonly minScore: number,
  ) {}

  /** The lowest score that may still be kept. */
  get bound(): number {
    return Math.max(this.minScore, this.#worst?.score ?? -Infinity);
  }

  add(chunk: ScoredChunk): void {
    if (chunk.score < this.minScore || this.most < 1) return;
    if (this.#worst !== undefined && byScore(chunk, this.#worst) > 0) return;
    this.#kept.push(chunk);
    // A few more than are kept, so that not each of them sorts.
    if (this.#kept.length >= 2 * this.most) this.#cut();
  }

  /** Returns the kept ones, the best first. */
  all(): readonly ScoredChunk[] {
    this.#cut();
    return this.#kept;
  }

  #cut(): void {
    this.#kept = this.#kept.sort(byScore).slice(0, this.most);
    this.#worst = this.#kept.length === this.most ? this.#kept.at(-1) : undefined;
  }
}
