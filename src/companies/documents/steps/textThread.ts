import type { Piscina } from 'piscina';
import { compiledWorker } from '../../../compiledWorker.js';
import { isolatedThreads } from '../../../isolatedThreads.js';
import type { IsoDate } from '../../../scoring/names.js';
import { UserError } from '../../../userError.js';
import type { SuggestedFigure } from '../../amounts/suggestedFigure.js';
import type { CleanedText, ExtractedDocument, TextChunk } from '../text/documentText.js';
import type { TextAnswer, TextWork } from './textInThread.js';

/** After how long the thread ends without work. */
const IDLE_MS = 30_000;
/** What it may use. A text of ten million characters needs some hundred megabytes. */
const THREAD_MB = 1_024;

export interface TextThreadOptions {
  /** How long a piece of work may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The compiled file that the thread runs; that of `textInThread` by default. */
  readonly worker?: string;
}

/**
 * Does what is computed from the text of a document in a thread, so that requests are answered meanwhile: the longest text
 * takes seconds. The thread is started when it is needed.
 */
export class TextThread {
  #pool: Piscina<TextWork, TextAnswer> | null = null;

  constructor(private readonly options: TextThreadOptions) {}

  async clean(document: ExtractedDocument, signal: AbortSignal): Promise<CleanedText> {
    return (await this.#do({ step: 'CLEAN', document }, signal)) as CleanedText;
  }

  async chunk(cleaned: CleanedText, signal: AbortSignal): Promise<readonly TextChunk[]> {
    return (await this.#do({ step: 'CHUNK', cleaned }, signal)) as readonly TextChunk[];
  }

  async suggest(
    cleaned: CleanedText,
    publishedOn: IsoDate,
    signal: AbortSignal,
  ): Promise<readonly SuggestedFigure[]> {
    return (await this.#do({ step: 'SUGGEST', cleaned, publishedOn }, signal)) as readonly SuggestedFigure[];
  }

  /** Ends the thread. What it does is rejected. */
  async close(): Promise<void> {
    await this.#pool?.destroy();
    this.#pool = null;
  }

  /**
   * @throws UserError where it takes too long, or needs too much memory
   * @throws the reason of the signal where that aborts
   */
  async #do(work: TextWork, signal: AbortSignal): Promise<TextAnswer> {
    signal.throwIfAborted();
    const end = new AbortController();
    const { timeoutMs } = this.options;
    const tooLong = new UserError(
      `Expected a text that is processed within ${timeoutMs / 1000} s, but ${work.step} took longer: split the document, or ` +
        'raise DOCUMENT_SECONDS.',
    );
    const timer = setTimeout(() => end.abort(tooLong), timeoutMs);
    const onAbort = () => end.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
    try {
      return await this.#threads().run(work, { signal: end.signal });
    } catch (error) {
      // The pool says only that the work was aborted.
      end.signal.throwIfAborted();
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_OUT_OF_MEMORY') throw error;
      throw new UserError(
        `Expected a text that is processed within ${THREAD_MB} MB, but ${work.step} needs more: split the document.`,
        { cause: error },
      );
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  #threads(): Piscina<TextWork, TextAnswer> {
    return (this.#pool ??= isolatedThreads({
      filename: this.options.worker ?? compiledWorker('companies/documents/steps/textInThread.js'),
      name: 'doTextWork',
      most: 1,
      idleMs: IDLE_MS,
      heapMb: THREAD_MB,
    }));
  }
}
