import type pg from 'pg';
import { Listener, type ListenerTimes } from './listener.js';

export interface CommitListenerOptions extends ListenerTimes {
  /** Called for each commit that adds events to the log, with its last position; Infinity: one may have been missed. */
  readonly onEvents?: (position: number) => void;
}

/**
 * Listens for commits to the store by any process, on a connection of its own. A lost connection is replaced; until
 * then no commit is noticed, and `isListening` is false.
 */
export class CommitListener extends Listener {
  /** @param onCommit called for each commit, and when listening begins or ends, as a commit may have been missed */
  constructor(
    pool: pg.Pool,
    onCommit: () => void,
    { onEvents = () => undefined, ...times }: CommitListenerOptions = {},
  ) {
    super(pool, {
      ...times,
      name: 'greyoak listener',
      channels: {
        greyoak_commits: onCommit,
        // With the position that the log of events has reached.
        greyoak_events: (position) => onEvents(Number(position)),
      },
      onTurn: () => {
        onCommit();
        onEvents(Infinity);
      },
    });
  }
}
