import type { Read, Reads } from './reads.js';

/** Returns what a statement counts, which selects it as `count`. */
export async function countOf(
  reads: Pick<Reads, 'rows'>,
  read: Read<{ readonly count: number }>,
): Promise<number> {
  const rows = await reads.rows(read);
  return rows.at(0)?.count ?? 0;
}
