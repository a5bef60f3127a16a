/** A file that was received, but is not kept under its hash yet. */
export interface StagedFile {
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
  readonly bytes: number;
  /** Its first 4,096 bytes, or all where it has fewer, which say what it is. */
  readonly head: Buffer;
  /** Where it lies meanwhile. */
  readonly path: string;
}

/** A file of the store. */
export interface KeptFile {
  readonly hash: string;
  /** When it was put there. */
  readonly at: Date;
}

/** Keeps the files of documents by their hash. */
export interface DocumentFiles {
  /**
   * Receives a file, with bounded memory. Its bytes are on the disk when this resolves. End it with `put` or `discard`.
   *
   * @throws DocumentRefused where it is empty or too large; nothing is left of it
   * @throws what the source and the file system throw; nothing is left of it then either
   */
  stage(source: AsyncIterable<Uint8Array>): Promise<StagedFile>;

  /** Keeps a staged file under its hash, whole or not at all. A file that is there already is replaced by the same bytes. */
  put(staged: StagedFile): Promise<void>;

  /** Removes a staged file, if it is still there. */
  discard(staged: StagedFile): Promise<void>;

  /** Returns the path of the file with a hash, for reading. Whether it is there, the reader finds out. */
  get(hash: string): string;

  /** Removes the file with a hash, if it is there. */
  delete(hash: string): Promise<void>;

  /** Lists what is kept. */
  kept(): AsyncIterable<KeptFile>;

  /** Removes what was staged before a moment, by processes that were killed. */
  discardBefore(moment: Date): Promise<void>;
}
