import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import { BoundedQueue } from '../../async/boundedQueue.js';
import type { RebalanceAnswer } from '../optimiser/answer.js';
import type { RebalanceProblem } from '../optimiser/problem.js';
import type { SearchBounds } from '../optimiser/searchBounds.js';
import { compiledWorker } from '../../compiledWorker.js';
import { isolatedThreads } from '../../isolatedThreads.js';
import type { Asked } from './solveInThread.js';
import { SolverTimeout } from './solverTimeout.js';

/** After how long a thread without work ends. */
const IDLE_MS = 30_000;
/** What a thread may use. A problem of 1,000 holdings needs a few megabytes. */
const THREAD_MB = 256;

export interface SolverOptions {
  /** The longest that a rebalance may be computed, in milliseconds. */
  readonly timeoutMs: number;
  /** How many threads there are at most; as many as processors by default. */
  readonly threads?: number;
  /** How many problems may wait for a thread; 1,000 by default. */
  readonly mostWaiting?: number;
  /** How long a problem may wait for a thread, in milliseconds; 30 s by default. */
  readonly waitMs?: number;
  /** The compiled file that threads run; that of `solveInThread` by default. */
  readonly worker?: string;
}

/** How a call of `Solver.solve` may end before it has an answer. */
export interface SolveOptions {
  /** Ends it with the operation or job that asks. */
  readonly signal?: AbortSignal;
  /** The longest that it may be computed, in milliseconds; that of the solver by default. The wait for a thread does not count. */
  readonly timeoutMs?: number;
  readonly bounds?: SearchBounds;
}

/** Computes rebalances in worker threads, so that requests are answered meanwhile. Threads are started when they are needed. */
export class Solver {
  /** How many problems are computed at a time. */
  readonly threads: number;
  readonly #options: SolverOptions;
  readonly #queue: BoundedQueue;
  readonly #closing = new AbortController();
  #pool: Piscina<Asked, RebalanceAnswer> | null = null;

  constructor(options: SolverOptions) {
    const { threads = availableParallelism(), mostWaiting = 1_000, waitMs = 30_000 } = options;
    this.#options = options;
    this.threads = threads;
    this.#queue = new BoundedQueue({ atOnce: threads, mostWaiting, waitMs });
  }

  /**
   * Returns what to trade. Whatever else happens is an error, and nothing is traded.
   *
   * @throws SolverTimeout where it takes too long: its thread is ended
   * @throws QueueFull where too many wait, or for too long
   * @throws the reason of the signal where it is aborted: its thread is ended
   * @throws Error where the search or its thread fails, or the solver is closed
   */
  async solve(
    problem: RebalanceProblem,
    { signal, timeoutMs = this.#options.timeoutMs, bounds = {} }: SolveOptions = {},
  ): Promise<RebalanceAnswer> {
    const end = new AbortController();
    const stop = endedBy(end, signal === undefined ? [this.#closing.signal] : [this.#closing.signal, signal]);
    let timer: NodeJS.Timeout | undefined;
    let leave: (() => void) | undefined;
    try {
      leave = await this.#queue.enter(end.signal);
      timer = setTimeout(() => end.abort(new SolverTimeout(timeoutMs)), timeoutMs);
      return await this.#threads().run({ problem, bounds }, { signal: end.signal });
    } catch (error) {
      // The pool says only that the call was aborted.
      end.signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      leave?.();
      stop();
    }
  }

  /** Ends the threads. What is computed or waits is rejected, also what is asked later. */
  async close(): Promise<void> {
    this.#closing.abort(
      new Error('Expected a solver that runs, but it is closed, because the service stops.'),
    );
    await this.#pool?.destroy();
  }

  #threads(): Piscina<Asked, RebalanceAnswer> {
    return (this.#pool ??= isolatedThreads({
      filename: this.#options.worker ?? compiledWorker('portfolios/solver/solveInThread.js'),
      name: 'solve',
      most: this.threads,
      idleMs: IDLE_MS,
      heapMb: THREAD_MB,
    }));
  }
}

/**
 * Aborts a call as soon as a signal is aborted. `AbortSignal.any` would do the same, but signals that live as long as the
 * process would keep a little of each call for ever.
 *
 * @returns what ends that
 */
function endedBy(call: AbortController, signals: readonly AbortSignal[]): () => void {
  const onAbort = ({ target }: Event) => call.abort((target as AbortSignal).reason);
  // As many calls as there are wait at a time, and Node would take more than ten listeners for a leak.
  setMaxListeners(0, ...signals);
  for (const signal of signals) {
    if (signal.aborted) call.abort(signal.reason);
    signal.addEventListener('abort', onAbort);
  }
  return () => {
    for (const signal of signals) signal.removeEventListener('abort', onAbort);
  };
}
