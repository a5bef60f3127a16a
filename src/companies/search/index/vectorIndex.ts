import type { Database } from '../../../database/database.js';

export interface VectorIndexOptions {
  /** The most that vectors may take in memory, in bytes. What is beyond is read from the store at each search. */
  readonly mostBytes: number;
}

/** The vectors of all documents that are READY, in memory. */
export class VectorIndex {
  constructor(
    readonly database: Pick<Database, 'query'>,
    readonly options: VectorIndexOptions,
  ) {}
}
