import type { Beginnings } from './beginnings.js';
import type { Operation, Result, Subscribe } from './operation.js';
import { RecentCursors } from './recentCursors.js';
import { rootField } from './rootField.js';

const TAKES_NO_AFTER =
  'The events of this subscription carry a cursor, but it could not resume after one: expected ' +
  '`subscription ($after: ID) { scoreChanged(after: $after) { … } }` with the field in the operation itself, and ' +
  'got an operation that does not pass `$after` on. Declare the variable and give it to the field; the client sets it.';
const NO_CURSOR =
  'Expected a cursor with each event, and got none: a reconnect would lose events. ' +
  'Select `cursor` next to the other fields.';

/** Where the results of a followed operation go. */
export interface FollowSink {
  /** @param handled to be called once the result has been dealt with */
  next(result: Result, handled: () => void): void;
  error(error: unknown): void;
  complete(): void;
}

/** Returns the value of the only root field, whatever its alias; null where there is none. */
function onlyValue({ data }: Result): Readonly<Record<string, unknown>> | null {
  const values = Object.values(data ?? {});
  const [value] = values;
  return values.length === 1 && typeof value === 'object' ? (value as Record<string, unknown> | null) : null;
}

/**
 * Subscribes so that whenever the stock client sends the operation again, it begins after the last event that the sink
 * got, and passes on each event once. An event at which the sink threw counts as not received.
 *
 * @param onCursor called with the cursor of each event that was handled
 * @returns a function that ends the subscription
 */
export function follow(
  subscribe: Subscribe,
  operation: Operation,
  sink: FollowSink,
  onCursor: (cursor: string) => void,
  beginnings: Beginnings,
): () => void {
  const root = rootField(operation);
  const passOn = (result: Result) => sink.next(result, () => undefined);
  if (root === null) {
    return subscribe(operation, {
      next: passOn,
      error: (e) => sink.error(e),
      complete: () => sink.complete(),
    });
  }

  let after = operation.variables?.['after'];
  const recent = new RecentCursors();
  if (typeof after === 'string') recent.add(after);
  // Stock clients keep this object and serialise it at each attempt, which reads the getter again.
  const variables = {
    ...operation.variables,
    get after() {
      return after;
    },
  };

  const ended = beginnings.wait((cursor) => {
    if (root.takesAfter) after ??= cursor;
  });
  let unsubscribe = (): void => undefined;
  const stop = () => {
    ended();
    unsubscribe();
  };
  let failed = false;
  const fail = (message: string) => {
    failed = true;
    stop();
    sink.error(new Error(message));
  };
  unsubscribe = subscribe(
    { ...operation, variables },
    {
      next(result) {
        if (failed) return;
        const event = onlyValue(result);
        const cursor = event?.['cursor'];
        if (typeof cursor !== 'string') {
          // A result with errors and no data is for the sink to see.
          if (event !== null && root.needsCursor) fail(NO_CURSOR);
          else passOn(result);
          return;
        }
        if (!root.takesAfter) return fail(TAKES_NO_AFTER);
        if (recent.has(cursor)) return;
        sink.next(result, () => onCursor(cursor));
        recent.add(cursor);
        after = cursor;
      },
      error(error) {
        ended();
        if (!failed) sink.error(error);
      },
      complete() {
        ended();
        if (!failed) sink.complete();
      },
    },
  );
  // A client that hands over results before `subscribe` returns may have failed already.
  if (failed) stop();
  return stop;
}
