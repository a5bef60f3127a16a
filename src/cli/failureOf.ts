import { fileError } from '../fileError.js';
import { printable } from '../printable.js';
import { UserError } from '../userError.js';
import { withoutSecrets } from '../withoutSecrets.js';
import { EXIT } from './exitCodes.js';

/** How a command that failed ends. */
export interface Failure {
  /** The exit code. */
  readonly code: number;
  readonly message: string;
}

/** Returns what to say of an error that ended a command: what to do about it, or that it is a defect of greyoak. */
export function failureOf(error: unknown): Failure {
  const toFix = error instanceof UserError ? error : fileError(error);
  if (toFix !== null) return { code: EXIT.FAILED, message: toFix.message };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const message = `a defect of greyoak itself, please report it:\n${withoutSecrets(printable(stack))}`;
  return { code: EXIT.DEFECT, message };
}
