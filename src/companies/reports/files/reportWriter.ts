import type { Piscina } from 'piscina';
import { compiledWorker } from '../../../compiledWorker.js';
import { isolatedThreads } from '../../../isolatedThreads.js';
import { UserError } from '../../../userError.js';
import type { ReportFormat } from '../names.js';
import type { ReportDocument } from '../reportDocument.js';
import type { WriteWork } from './writeInThread.js';

/** After how long the thread ends without work. */
const IDLE_MS = 30_000;
/** What it may use: the largest report needs a third of it. */
const THREAD_MB = 512;
const TIMEOUT_MS = 60_000;
const MOST_BYTES = 16 * 2 ** 20;

export interface ReportWriterOptions {
  /** How long a file may take, in milliseconds, with the wait for others. */
  readonly timeoutMs?: number;
  /** The most bytes of a file. */
  readonly mostBytes?: number;
  /** What the heap of the thread may have, in MB. */
  readonly heapMb?: number;
  /** The compiled file that the thread runs; that of `writeReport` by default. */
  readonly worker?: string;
}

/**
 * Writes the files of reports in a thread, because drawing charts takes time in which the process would answer nothing. The
 * thread is started when it is needed.
 */
export class ReportWriter {
  readonly #options: Required<Omit<ReportWriterOptions, 'worker'>> & Pick<ReportWriterOptions, 'worker'>;
  readonly #closing = new AbortController();
  #pool: Piscina<WriteWork, Uint8Array> | null = null;

  constructor({
    timeoutMs = TIMEOUT_MS,
    mostBytes = MOST_BYTES,
    heapMb = THREAD_MB,
    ...rest
  }: ReportWriterOptions = {}) {
    this.#options = { timeoutMs, mostBytes, heapMb, ...rest };
  }

  /**
   * Returns the bytes of a file. The same document gives the same bytes.
   *
   * @throws UserError where the file gets too large, takes too long, or needs too much memory
   * @throws the reason of the signal where that aborts
   * @throws Error where the writer is closed
   */
  async write(document: ReportDocument, format: ReportFormat, signal?: AbortSignal): Promise<Buffer> {
    const { timeoutMs, mostBytes, heapMb } = this.#options;
    const end = new AbortController();
    const tooLong = new UserError(
      `Expected the file ${format} of a report within ${timeoutMs / 1000} s, but it takes longer: try again, or report on less.`,
    );
    const timer = setTimeout(() => end.abort(tooLong), timeoutMs);
    const onAbort = () => end.abort(signal?.reason);
    signal?.addEventListener('abort', onAbort);
    try {
      signal?.throwIfAborted();
      this.#closing.signal.throwIfAborted();
      const bytes = await this.#thread().run({ document, format }, { signal: end.signal });
      if (bytes.byteLength > mostBytes) {
        throw new UserError(
          `Expected a file ${format} of at most ${mostBytes} bytes, got ${bytes.byteLength}: report on less.`,
        );
      }
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      // The pool says only that the work was aborted.
      end.signal.throwIfAborted();
      this.#closing.signal.throwIfAborted();
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      throw new UserError(
        `Expected a file ${format} that is written within ${heapMb} MB, but it needs more: report on less.`,
        { cause: error },
      );
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  /** Ends the thread. What it writes is rejected, also what is asked later. */
  async close(): Promise<void> {
    this.#closing.abort(
      new Error('Expected a writer of reports that runs, but it is closed, because the service stops.'),
    );
    await this.#pool?.destroy();
  }

  #thread(): Piscina<WriteWork, Uint8Array> {
    return (this.#pool ??= isolatedThreads({
      filename: this.#options.worker ?? compiledWorker('companies/reports/files/writeInThread.js'),
      name: 'writeReport',
      most: 1,
      idleMs: IDLE_MS,
      heapMb: this.#options.heapMb,
    }));
  }
}
