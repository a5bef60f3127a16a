import type pg from 'pg';
import { VALIDATION_UNIVERSES } from '../../validation/figures/names.js';
import { readPanels } from './readPanels.js';
import type { ScoredMode } from './readScorePanel.js';
import { requestOf } from './requestOf.js';
import { noteValidated, storedInputsHash, storeValidations } from './storeValidations.js';
import { validateInThread } from './validateInThread.js';

/**
 * Validates the scores of a method and mode, and stores the figures of all horizons, universes and windows. Figures of the
 * same inputs are not computed again.
 *
 * @param signal ends the work with its reason, and then nothing is stored
 * @returns whether figures were stored
 */
export async function validateMode(pool: pg.Pool, of: ScoredMode, signal?: AbortSignal): Promise<boolean> {
  const panels = await readPanels(pool, of, signal);
  const { market, scores } = panels;
  const request = requestOf(panels, { universes: VALIDATION_UNIVERSES, from: null, to: null, warm: null });
  const known = await storedInputsHash(pool, of);
  const { inputsHash, result } = await validateInThread({ market, scores, request, known }, signal);
  if (result === null) {
    // Else it would be due again an hour later.
    await noteValidated(pool, of, panels);
    return false;
  }
  signal?.throwIfAborted();
  await storeValidations(pool, of, panels, result, inputsHash);
  return true;
}
