/** Turns texts into vectors whose cosine says how near their meanings are. */
export interface Embedder {
  /** Name and version of the model. It is stored with each vector, and vectors of different models are never compared. */
  readonly model: string;
  /** How many numbers a vector has. */
  readonly size: number;
  /**
   * Returns a vector of length 1 for each text, in their order. The same text gives the same vector, whatever the others
   * are.
   *
   * @throws Error (AbortError) where the signal aborts
   */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  /** Ends the thread that computes. */
  close(): Promise<void>;
}
