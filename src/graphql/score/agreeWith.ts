import type { ScoreRow } from '../../books/dayBook.js';
import type { OperationRuns } from '../run/operationRuns.js';
import type { ListedScore } from '../stock/listedScore.js';

/**
 * Puts the score that a list has a stock for in place of the one of the same mode, method and day, which a later run may
 * have stored, so that everything below a list agrees with it.
 *
 * @param listed null where there is no such list
 * @param rows scores of the stock of `listed`
 * @param method the name of the method of `rows`
 */
export function agreeWith(
  listed: ListedScore | null,
  rows: readonly ScoreRow[],
  method: string | null,
  runs: OperationRuns,
): readonly ScoreRow[] {
  if (listed === null || runs.methodOf(listed.row.run_id).name !== method) return rows;
  const { row: own } = listed;
  return rows.map((row) => (row.mode === own.mode && row.day === own.day ? own : row));
}
