import { decodeRiskCursor } from '../../books/risk/riskCursor.js';
import type { Snapshot } from '../../books/snapshot.js';
import type { OperationPlan } from './operationPlan.js';

/**
 * Returns the runs of the books of risks that a plan names, as of a snapshot. It leaves out books that do not exist and
 * cursors that cannot be read: the resolvers report these.
 */
export function riskBooksOf({ risks }: OperationPlan, snapshot: Snapshot): number[] {
  return risks.flatMap(({ on, cursor }) => {
    if (cursor === null) return snapshot.assessedDay(on)?.runId ?? [];
    try {
      return decodeRiskCursor(cursor).runId;
    } catch {
      return [];
    }
  });
}
