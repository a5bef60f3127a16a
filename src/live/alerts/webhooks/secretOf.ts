import type { AuthKey } from '../../../access/authKey.js';

/** What Standard Webhooks has before the base64 of a secret, so that tools know one. */
export const SECRET_PREFIX = 'whsec_';

/**
 * Returns the secret that deliveries to a webhook are signed with, as its receiver gets it: `whsec_` and 32 bytes as base64.
 * It follows from the key of the service, so that none is stored.
 *
 * @param generation another one makes another secret
 */
export function secretOf(authKey: AuthKey, id: number, generation: number): string {
  return SECRET_PREFIX + authKey.hmac('webhook', `${id} ${generation}`).toString('base64');
}
