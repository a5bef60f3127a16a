import { z } from 'zod';
import { UserError } from '../userError.js';
import type { JobKind } from './jobKind.js';

/**
 * Checks a payload against the schema of its task.
 *
 * @throws UserError if it does not fit; the message names the task and each field that is wrong
 */
export function payloadOf<Payload>({ name, payload }: JobKind<Payload>, given: unknown): Payload {
  const checked = payload.safeParse(given);
  if (checked.success) return checked.data;
  throw new UserError(
    `Expected a payload of the task ${name}, got ${JSON.stringify(given)}:\n${z.prettifyError(checked.error)}`,
  );
}
