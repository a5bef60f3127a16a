import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { decodeId } from '../ids.js';
import { BACKFILL_IDS } from './backfill.js';

/** @throws UserError for a text that is not the id of a backfill */
export function backfillId(id: string): number {
  const backfill = decodeId(BACKFILL_IDS, id);
  if (backfill !== null) return backfill;
  throw new UserError(
    `Expected the id of a backfill from an answer of this API, got "${shown(id)}": take it from the field id.`,
  );
}
