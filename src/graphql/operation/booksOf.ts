import { decodeCursor } from '../../books/cursor.js';
import type { BookKey } from '../../books/dayBook.js';
import type { Snapshot } from '../../books/snapshot.js';
import type { OperationPlan } from './operationPlan.js';

/**
 * Returns the books that a plan names, as of a snapshot. It leaves out books that do not exist and cursors that cannot
 * be read: the resolvers report these.
 */
export function booksOf({ books }: OperationPlan, snapshot: Snapshot): BookKey[] {
  return books.flatMap(({ mode, on, method, cursor }) => {
    if (cursor !== null) {
      try {
        return decodeCursor(cursor);
      } catch {
        return [];
      }
    }
    const scored = snapshot.scoredDay(mode, on, method);
    return scored === null ? [] : { runId: scored.runId, mode };
  });
}
