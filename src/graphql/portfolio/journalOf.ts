import { journalLines } from '../../portfolios/journal/journalLines.js';
import type { PortfolioBook } from './holdingsLoaders.js';
import { JournalEntry } from './journalEntry.js';

/** Returns the entries of a portfolio and what actions did to its holdings, up to the newest day, the newest first. */
export function journalOf(
  portfolioId: number,
  { rows, actions, newest }: PortfolioBook,
): readonly JournalEntry[] {
  if (newest === null) return [];
  const notes = new Map(rows.map(({ id, note }) => [id, note]));
  return journalLines(rows, actions.shares, newest)
    .map((line) => new JournalEntry(portfolioId, line, line.row && (notes.get(line.row.id) ?? null)))
    .reverse();
}
