import { BoundedQueue } from '../../../async/boundedQueue.js';
import { UserError } from '../../../userError.js';
import type { MediaType } from '../names.js';
import type { ExtractedDocument } from '../text/documentText.js';
import { answerOfProcess } from './answerOfProcess.js';

/** The bounds of a read. */
export interface ReadLimits {
  /** The longest that it may take, in milliseconds; 60 s by default. */
  readonly timeoutMs?: number;
  /** The most memory that values of JavaScript may use, in MB; 512 by default. */
  readonly heapMb?: number;
  /** The most memory that its process may use, in MB; 768 by default. */
  readonly processMb?: number;
}

const DEFAULTS = { timeoutMs: 60_000, heapMb: 512, processMb: 768 };
/** How many documents may wait, and for how long in milliseconds. */
const WAITING = { mostWaiting: 1_000, waitMs: 3_600_000 };

/**
 * Reads documents, one at a time, each in a thread of a process of its own, within limits of time and memory. Whatever a file
 * does to that process, the service goes on.
 */
export class DocumentReader {
  readonly #limits: Required<ReadLimits>;
  readonly #queue = new BoundedQueue({ atOnce: 1, ...WAITING });
  readonly #closing = new AbortController();

  constructor(limits: ReadLimits = {}) {
    this.#limits = { ...DEFAULTS, ...limits };
  }

  /**
   * Reads the lines of a document.
   *
   * @param path of the file. No message names it
   * @throws UserError whose message is the reason why it cannot be read, or not within the limits
   * @throws the reason of the signal where it is aborted: the process is ended
   * @throws Error where the file cannot be opened, the process cannot run, or the reader is closed
   */
  async read(path: string, mediaType: MediaType, signal?: AbortSignal): Promise<ExtractedDocument> {
    const { timeoutMs, heapMb, processMb } = this.#limits;
    const call = new AbortController();
    const stop = endedBy(call, [this.#closing.signal, ...(signal ? [signal] : [])]);
    let leave: (() => void) | undefined;
    try {
      leave = await this.#queue.enter(call.signal);
      const answer = await answerOfProcess({ path, mediaType, heapMb, processMb }, timeoutMs, call.signal);
      if ('document' in answer) return answer.document;
      if ('reason' in answer) throw new UserError(answer.reason);
      if ('fault' in answer) throw new Error(`Expected to read the document, but: ${answer.fault}`);
      throw new UserError(
        'outOfMemory' in answer
          ? `Expected a document that is read with ${processMb} MB of memory, but it needs more; use a simpler version.`
          : `Expected a document that is read within ${timeoutMs / 1_000} s, but it takes longer; use a simpler version.`,
      );
    } finally {
      leave?.();
      stop();
    }
  }

  /** Ends the process that reads. What is read or waits is rejected, also what is asked later. */
  async close(): Promise<void> {
    this.#closing.abort(
      new Error('Expected a reader that runs, but it is closed, because the service stops.'),
    );
  }
}

/**
 * Aborts a call as soon as a signal is aborted.
 *
 * @returns what ends that, so that signals that live long keep nothing of it
 */
function endedBy(call: AbortController, signals: readonly AbortSignal[]): () => void {
  const onAbort = ({ target }: Event) => call.abort((target as AbortSignal).reason);
  for (const signal of signals) {
    if (signal.aborted) call.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
  }
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', onAbort);
  };
}
