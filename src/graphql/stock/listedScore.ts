import type { ScoreRow } from '../../books/dayBook.js';
import type { Mode } from '../../scoring/names.js';
import type { OperationRuns } from '../run/operationRuns.js';

/** The score that a list has a stock for. */
export interface ListedScore {
  readonly row: ScoreRow;
  /** The method that the list was asked for, as the client named it; null: it named none. */
  readonly method: string | null;
}

/** The score that a client asks for, of whichever day. */
interface AskedScore {
  readonly mode: Mode;
  /** The method, as the client named it; null: it names none. */
  readonly method: string | null;
  /** The name of the method that this means; null: there are no scores. */
  readonly named: string | null;
}

/**
 * Whether a list has its stocks by what a client asks for. Where neither names a method, it has, also after the store
 * serves another one.
 */
export function isListedBy({ row, method }: ListedScore, asked: AskedScore, runs: OperationRuns): boolean {
  if (row.mode !== asked.mode) return false;
  return (method === null && asked.method === null) || runs.methodOf(row.run_id).name === asked.named;
}
