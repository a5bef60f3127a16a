import { setMaxListeners } from 'node:events';
import type { Piscina } from 'piscina';
import { BoundedQueue } from '../../../async/boundedQueue.js';
import { compiledWorker } from '../../../compiledWorker.js';
import { isolatedThreads } from '../../../isolatedThreads.js';
import type { Embedder } from '../embedder.js';

/** What the thread may use on its heap. The weights of the model lie outside of it. */
const THREAD_MB = 256;

export interface ThreadedEmbedderOptions {
  /** Name and version of the model. */
  readonly model: string;
  /** How many numbers a vector has. */
  readonly size: number;
  /** The longest that one text may take, in milliseconds; with the load of the model before the first. */
  readonly textMs?: number;
  /** How long a text may wait for its turn, in milliseconds. */
  readonly waitMs?: number;
  /** After how long without work the thread ends, in milliseconds. */
  readonly idleMs?: number;
  /** The compiled file that the thread runs. */
  readonly worker?: string;
}

/**
 * Computes vectors in one worker thread, because a text takes the model 20 ms and more, in which the process would answer
 * nothing. The thread is started when it is needed. Calls take turns after each text, so that the query of a search does
 * not wait until a long document is done.
 */
export class ThreadedEmbedder implements Embedder {
  readonly model: string;
  readonly size: number;
  readonly #options: Required<Omit<ThreadedEmbedderOptions, 'model' | 'size'>>;
  readonly #turns: BoundedQueue;
  readonly #closing = new AbortController();
  #pool: Piscina<string, Float32Array> | null = null;

  constructor({
    model,
    size,
    textMs = 60_000,
    waitMs = 60_000,
    idleMs = 600_000,
    worker = compiledWorker('companies/search/embedding/embedInThread.js'),
  }: ThreadedEmbedderOptions) {
    this.model = model;
    this.size = size;
    this.#options = { textMs, waitMs, idleMs, worker };
    this.#turns = new BoundedQueue({ atOnce: 1, mostWaiting: 1_000, waitMs });
    setMaxListeners(0, this.#closing.signal);
  }

  /**
   * @throws QueueFull where too many wait, or for too long
   * @throws Error where the thread fails or takes too long: the next call starts another
   */
  async embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]> {
    const vectors: Float32Array[] = [];
    for (const text of texts) {
      const leave = await this.#turns.enter(signal);
      try {
        this.#closing.signal.throwIfAborted();
        vectors.push(await this.#embed(text));
      } finally {
        leave();
      }
    }
    return vectors;
  }

  /** Ends the thread. What is computed or waits is rejected, also what is asked later. */
  async close(): Promise<void> {
    this.#closing.abort(
      new Error('Expected an embedder that runs, but it is closed, because the service stops.'),
    );
    await this.#pool?.destroy();
  }

  async #embed(text: string): Promise<Float32Array> {
    const { textMs } = this.#options;
    const end = new AbortController();
    const timer = setTimeout(() => end.abort(), textMs);
    try {
      return await this.#thread().run(text, { signal: end.signal });
    } catch (error) {
      this.#closing.signal.throwIfAborted();
      if (!end.signal.aborted) throw error;
      throw new Error(
        `Expected the vector of a text within ${textMs / 1000} s, got none: its thread is ended; try again.`,
        { cause: error },
      );
    } finally {
      clearTimeout(timer);
    }
  }

  #thread(): Piscina<string, Float32Array> {
    return (this.#pool ??= isolatedThreads({
      filename: this.#options.worker,
      name: 'embed',
      most: 1,
      idleMs: this.#options.idleMs,
      heapMb: THREAD_MB,
    }));
  }
}
