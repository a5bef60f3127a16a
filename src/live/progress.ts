import type { GraphQLFormattedError } from 'graphql';
import type { LiveSource, LiveSubscriber } from './liveSource.js';
import type { Progressing, ProgressWatcher } from './progressWatcher.js';
import type { Running } from './sink.js';

/** How often a caller that could not pay is asked again. */
const UNPAID_MS = 100;
/** How many rows' newest states are kept for a client that reads nothing; older ones are dropped. */
const MOST_WAITING = 1_000;

const UNREADABLE: GraphQLFormattedError = {
  message: 'The progress could not be read: subscribe again.',
  extensions: { code: 'INTERNAL_SERVER_ERROR' },
};

const goneError = (one: string): GraphQLFormattedError => ({
  message: `Expected ${one} until it has ended, got one that was deleted meanwhile.`,
  extensions: { code: 'NOT_FOUND' },
});

/**
 * The progress of one piece of work until it has ended, or of all of a kind. A client that is behind, or whose caller cannot
 * pay, gets the newest state of each, not the states in between.
 */
export class Progress<Row extends Progressing> implements LiveSource<Row> {
  /** @param id null: all */
  constructor(
    private readonly watcher: ProgressWatcher<Row>,
    private readonly id: number | null,
  ) {}

  /**
   * Begins with the current state.
   *
   * @throws UserError if the id is of none
   */
  async start(subscriber: LiveSubscriber<Row>): Promise<Running> {
    const { encode, onFailure, price, resultsAtOnce, payer, sink } = subscriber;
    const { id: watched, watcher } = this;
    const { isFinished } = watcher.source;
    const waiting = new Map<number, Row>();
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
        if (watched !== null && rows.some(isFinished)) {
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
    const onRows = (rows: readonly Row[]) => {
      for (const row of rows) {
        waiting.delete(row.id);
        waiting.set(row.id, row);
      }
      for (const id of waiting.keys()) {
        if (waiting.size <= MOST_WAITING) break;
        waiting.delete(id);
      }
      void flush();
    };
    const onGone = () => {
      stop();
      sink.fail([goneError(watcher.source.names.one)]);
    };
    unwatch = await watcher.watch(watched, onRows, onGone);
    // The work may have ended while `watch` reported its state.
    if (isStopped) unwatch();
    return { resume: () => void flush(), stop };
  }
}
