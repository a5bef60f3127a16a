import type { ScoreRow } from '../../books/dayBook.js';

/**
 * Puts the score that a list has a stock for in place of the one of the same mode and day, which a later run may have
 * stored, so that everything below a list agrees with it.
 *
 * @param rows scores of the stock of `listed`
 * @param listed null where there is no such list
 */
export function agreeWith(listed: ScoreRow | null, rows: readonly ScoreRow[]): readonly ScoreRow[] {
  if (listed === null) return rows;
  return rows.map((row) => (row.mode === listed.mode && row.day === listed.day ? listed : row));
}
