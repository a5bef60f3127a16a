import { AuthKey } from '../access/authKey.js';
import { UserError } from '../userError.js';
import type { Terminal } from './terminal.js';

const BYTES = 32;

/** Returns the key of the audit's chain, that of the service; null where AUTH_KEY is not 32 bytes as base64. */
export function knownAuditKey({ env }: Pick<Terminal, 'env'>): AuthKey | null {
  const secret = Buffer.from(env['AUTH_KEY'] ?? '', 'base64');
  return secret.length === BYTES ? new AuthKey(secret) : null;
}

/** Returns the key of the audit's chain. @throws UserError where it is not known */
export function auditKey(terminal: Pick<Terminal, 'env'>): AuthKey {
  const key = knownAuditKey(terminal);
  if (key !== null) return key;
  throw new UserError(
    `Expected AUTH_KEY to be ${BYTES} bytes as base64, got something else: set it to that of the service.`,
  );
}
