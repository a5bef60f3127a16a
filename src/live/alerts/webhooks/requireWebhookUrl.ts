import { isIP } from 'node:net';
import type { WebhookSettings } from '../../../settings.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import { hostOf } from './hostOf.js';
import { isGlobalUnicast } from './isGlobalUnicast.js';

/** Characters; the table has the same bound. */
const LONGEST = 2_000;

/**
 * A scheme, "//" and a host, without blanks and backslashes: of these, and of missing slashes, URL makes something else than
 * what was given.
 */
const AS_WRITTEN = /^[a-z][a-z\d+.-]*:\/\/(?![/?#])[\x21-\x5b\x5d-\x7e]+$/i;

const SCHEMES: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };

/**
 * Checks the address of a webhook: https, one of the ports of WEBHOOK_PORTS, neither credentials nor a fragment, and no host
 * that is certain to be refused. What a name resolves to is checked when something is sent. A host of WEBHOOK_ALLOWED_HOSTS
 * may have any address, and http.
 *
 * @returns the address as it is stored
 * @throws UserError if it cannot be used; because an address may hold a secret, the message shows no path
 *
 * @example
 * requireWebhookUrl('https://Hooks.example/x', settings); // 'https://hooks.example/x'
 */
export function requireWebhookUrl(given: string, { ports, allowedHosts }: WebhookSettings): string {
  if (given.length > LONGEST || !AS_WRITTEN.test(given) || !URL.canParse(given)) {
    throw new UserError(
      `Expected the address of a webhook, such as https://hooks.example.com/alerts, got a text of ${given.length} characters ` +
        `that is none: write at most ${LONGEST} ASCII characters, others percent-encoded or as Punycode.`,
    );
  }
  const url = new URL(given);
  const host = hostOf(url);
  const isAllowed = allowedHosts.includes(host);
  const refuse = (expected: string, got: string, toDo: string): never => {
    throw new UserError(`Expected the address of a webhook ${expected}, got ${got}: ${toDo}.`);
  };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isAllowed)) {
    refuse('that starts with https://', `one that starts with "${shown(url.protocol)}"`, 'use https');
  }
  if (url.username !== '' || url.password !== '') {
    refuse(
      'without credentials',
      'one with a user name or password',
      'leave them out, and check the signature instead',
    );
  }
  if (given.includes('#')) refuse('without a fragment', 'one with "#"', 'leave out "#" and what follows it');
  const port = url.port === '' ? SCHEMES[url.protocol] : Number(url.port);
  if (!ports.includes(port)) {
    refuse(
      `with one of the ports ${ports.join(', ')}`,
      `port ${port}`,
      'use one of these, or have it added to WEBHOOK_PORTS',
    );
  }
  const isLocal = isIP(host) === 0 ? /(^|\.)localhost$/.test(host) : !isGlobalUnicast(host);
  if (isLocal && !isAllowed) {
    refuse(
      'that is reached over the public internet',
      `the host ${shown(host)}`,
      'use a public one, or have it added to WEBHOOK_ALLOWED_HOSTS',
    );
  }
  if (url.href.length > LONGEST)
    refuse(`of at most ${LONGEST} characters`, `${url.href.length}`, 'use a shorter one');
  return url.href;
}
