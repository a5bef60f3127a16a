/** How large chunks are, in UTF-16 units. */
export interface ChunkSize {
  /** The most that a chunk may have. */
  readonly size: number;
  /** The most that a chunk may share with the one before it. */
  readonly overlap: number;
}

/** The size of the chunks that are stored and searched. */
export const CHUNK_SIZE: ChunkSize = { size: 4_000, overlap: 800 };
