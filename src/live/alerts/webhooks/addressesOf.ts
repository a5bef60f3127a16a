import { isIP } from 'node:net';
import type { WebhookSettings } from '../../../settings.js';
import { DeliveryFailure } from './deliveryFailure.js';
import { isGlobalUnicast } from './isGlobalUnicast.js';
import { resolveLocally, resolvePublic, type ResolveHost } from './resolveHost.js';

/** More are not tried, because there is no time for them. */
const MOST = 4;

/**
 * Resolves the host of a webhook once. What is connected to must be one of these addresses: a name that is resolved again may
 * lead elsewhere.
 *
 * @param resolve asks for a name; a test may give its own
 * @throws DeliveryFailure if the name is not found, or one of its addresses is not of the public internet, unless the host
 *   is allowed by WEBHOOK_ALLOWED_HOSTS
 */
export async function addressesOf(
  host: string,
  { allowedHosts }: WebhookSettings,
  signal: AbortSignal,
  resolve?: ResolveHost,
): Promise<readonly string[]> {
  const isAllowed = allowedHosts.includes(host);
  const ask = resolve ?? (isAllowed ? resolveLocally : resolvePublic);
  const addresses = isIP(host) === 0 ? await ask(host, signal).catch(() => []) : [host];
  if (addresses.length === 0) throw new DeliveryFailure('name not found');
  if (!isAllowed && !addresses.every(isGlobalUnicast)) throw new DeliveryFailure('address refused');
  return addresses.slice(0, MOST);
}
