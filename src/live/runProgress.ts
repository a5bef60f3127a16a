import type { GraphQLFormattedError } from 'graphql';
import type { RunRow } from '../database/runRow.js';
import type { LiveSource, LiveSubscriber } from './liveSource.js';
import type { RunWatcher } from './runWatcher.js';
import type { Running } from './sink.js';

/** How often a caller that could not pay is asked again. */
const UNPAID_MS = 100;
/** How many runs' newest states are kept for a client that reads nothing; older ones are dropped. */
const MOST_WAITING = 1_000;

const UNREADABLE: GraphQLFormattedError = {
  message: 'The state of the run could not be read: subscribe again.',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

const isFinished = ({ status }: RunRow): boolean => status === 'SUCCEEDED' || status === 'FAILED';

/**
 * The progress of one run until it has ended, or of all runs. A client that is behind, or whose caller cannot pay, gets
 * the newest state of each run, not the states in between.
 */
export class RunProgress implements LiveSource<RunRow> {
  /** @param runId null: all runs */
  constructor(
    private readonly watcher: RunWatcher,
    private readonly runId: number | null,
  ) {}

  /**
   * Begins with the current state.
   *
   * @throws UserError if the run is unknown
   */
  async start(subscriber: LiveSubscriber<RunRow>): Promise<Running> {
    const { encode, onFailure, price, resultsAtOnce, payer, sink } = subscriber;
    const { runId, watcher } = this;
    const waiting = new Map<number, RunRow>();
    let isBusy = false;
    let isStopped = false;
    let unpaid: NodeJS.Timeout | undefined;
    const flush = async (): Promise<void> => {
      if (isBusy) return;
      isBusy = true;
      clearTimeout(unpaid);
      while (!isStopped && !sink.isFull && waiting.size > 0) {
        const rows = [...waiting.values()].slice(0, resultsAtOnce);
        if (!payer.pay(rows.length * price)) {
          unpaid = setTimeout(() => void flush(), UNPAID_MS).unref();
          break;
        }
        for (const { id } of rows) waiting.delete(id);
        try {
          const payloads = await watcher.turns.inTurn([payer.name], () => encode(rows));
          if (isStopped) return;
          sink.write(payloads.map((payload) => ({ cursor: null, payload })));
        } catch (error) {
          onFailure(error as Error);
          stop();
          sink.fail([UNREADABLE]);
          return;
        }
        if (runId !== null && rows.some(isFinished)) {
          stop();
          sink.complete();
        }
      }
      isBusy = false;
    };
    let unwatch = (): void => undefined;
    const stop = () => {
      isStopped = true;
      clearTimeout(unpaid);
      unwatch();
    };
    unwatch = await watcher.watch(runId, (rows) => {
      for (const row of rows) {
        waiting.delete(row.id);
        waiting.set(row.id, row);
      }
      for (const id of waiting.keys()) {
        if (waiting.size <= MOST_WAITING) break;
        waiting.delete(id);
      }
      void flush();
    });
    // The run may have ended while `watch` reported its state.
    if (isStopped) unwatch();
    return { resume: () => void flush(), stop };
  }
}
