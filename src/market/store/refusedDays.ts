import { indices } from '../datasets/indices.js';
import { prices } from '../datasets/prices.js';
import type { ImportedFile } from './recordBatch.js';

/** Datasets whose files hold a session. Of other datasets, such as events, a file may well have no row that is of use. */
const OF_A_SESSION: ReadonlySet<string> = new Set([prices.name, indices.name]);

/**
 * Returns why files do not hold the sessions that they say: none of their rows was taken, or at least half repeat the session
 * before. Null where they do, or are of other datasets.
 */
export function refusedDays(
  files: readonly Pick<ImportedFile, 'dataset' | 'inserted' | 'updated' | 'unchanged' | 'refusals'>[],
): string | null {
  for (const { dataset, inserted, updated, unchanged, refusals } of files) {
    if (!OF_A_SESSION.has(dataset)) continue;
    const isTaken = inserted + updated + unchanged > 0;
    const refusal =
      refusals.find(({ rule }) => rule === 'COPIED_DAY') ?? (isTaken ? undefined : refusals.at(0));
    if (refusal === undefined) continue;
    return `Expected rows of ${dataset} that can be believed, got ${refusals.length} that were refused: ${refusal.reason}.`;
  }
  return null;
}
