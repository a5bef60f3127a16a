import type { IncomingMessage } from 'node:http';
import { request as requestHttp } from 'node:http';
import { request as requestHttps, type RequestOptions } from 'node:https';
import { isIP, isIPv6, type LookupFunction } from 'node:net';
import type { WebhookSettings } from '../../../settings.js';
import { UserError } from '../../../userError.js';
import { addressesOf } from './addressesOf.js';
import { DeliveryFailure } from './deliveryFailure.js';
import { failureOf } from './failureOf.js';
import { hostOf } from './hostOf.js';
import { requireWebhookUrl } from './requireWebhookUrl.js';
import type { ResolveHost } from './resolveHost.js';

/** What a request to a webhook needs. */
export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** How requests are sent. */
export interface PostOptions {
  readonly settings: WebhookSettings;
  /** How long a request may take in all, from the name to the status, in milliseconds; 10,000 by default. */
  readonly timeoutMs?: number;
  /** Asks for the addresses of a name; a test gives its own. */
  readonly resolve?: ResolveHost;
  /** Certificates of authorities in PEM to trust in place of those that Node knows; a test gives its own. */
  readonly ca?: string;
}

const TIMEOUT_MS = 10_000;
/** How long a connection to one of several addresses may take until the next one is tried. Node's 250 ms are few across an ocean. */
const EACH_ADDRESS_MS = 2_000;
/** Characters; the limit of Node unless it is started with another one. */
const HEADERS = 16_384;

/**
 * Sends one request to a webhook, and resolves once its receiver has answered with a status of 200 to 299. Redirects are not
 * followed. The answer's body is not read: the connection is closed after its headers.
 *
 * @param signal gives up
 * @throws DeliveryFailure if there was another status or none, and what `signal` was aborted with
 */
export async function postTo(post: Post, options: PostOptions, signal: AbortSignal): Promise<void> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const within = AbortSignal.any([signal, timeout]);
  let status: number;
  try {
    status = await Promise.race([statusOf(post, options, within), aborted(within)]);
  } catch (error) {
    signal.throwIfAborted();
    throw timeout.aborted ? new DeliveryFailure('timeout') : failureOf(error);
  }
  if (status < 200 || status > 299) throw new DeliveryFailure(`HTTP ${status}`);
}

async function statusOf(
  { url: given, headers, body }: Post,
  options: PostOptions,
  signal: AbortSignal,
): Promise<number> {
  const { settings, resolve, ca } = options;
  const url = new URL(stillAllowed(given, settings));
  const host = hostOf(url);
  const addresses = await addressesOf(host, settings, signal, resolve);
  signal.throwIfAborted();
  // The types of Node leave out what is for its sockets.
  const request: RequestOptions & { readonly autoSelectFamilyAttemptTimeout: number } = {
    method: 'POST',
    host,
    // Node would take that of the header Host, in which the name may end with a dot.
    servername: isIP(host) === 0 ? host : '',
    port: url.port,
    path: url.pathname + url.search,
    headers: {
      ...headers,
      Host: url.host,
      'Content-Length': String(Buffer.byteLength(body)),
      Connection: 'close',
    },
    lookup: always(addresses),
    signal,
    autoSelectFamilyAttemptTimeout: EACH_ADDRESS_MS,
    agent: false,
    maxHeaderSize: HEADERS,
  };
  return new Promise((done, reject) => {
    const sent =
      url.protocol === 'https:'
        ? requestHttps({ ...request, rejectUnauthorized: true, ...(ca !== undefined && { ca }) })
        : requestHttp(request);
    const end = ({ statusCode = 0 }: IncomingMessage) => {
      done(statusCode);
      sent.destroy();
    };
    sent.on('response', end);
    // Without a listener, the connection would be closed without a word.
    sent.on('upgrade', (answer, socket) => {
      socket.destroy();
      end(answer);
    });
    sent.on('error', reject);
    sent.on('close', () => reject(new DeliveryFailure('connection lost')));
    sent.end(body);
  });
}

/** The settings may have changed since the webhook was made. */
function stillAllowed(url: string, settings: WebhookSettings): string {
  try {
    return requireWebhookUrl(url, settings);
  } catch (error) {
    throw error instanceof UserError ? new DeliveryFailure('address refused') : error;
  }
}

/** Returns a lookup that knows the addresses already. */
function always(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_host, { all }, callback) =>
    all === true ? callback(null, found) : callback(null, found[0].address, found[0].family);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
