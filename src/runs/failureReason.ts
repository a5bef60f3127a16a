import { isDiskFull } from '../database/diskFault.js';
import { UserError } from '../userError.js';

/** The message that readers of a failed run get in place of an internal error. */
const MASKED = 'The scoring failed; the log of the service says why.';
const DISK_FULL =
  'The disk of the database is full (53100): free space on it. Scores of changed facts are then made by themselves; ' +
  'what was asked for has to be asked for again.';

/** Says to readers of a run why it failed. */
export function failureReason(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return isDiskFull(error) ? DISK_FULL : MASKED;
}
