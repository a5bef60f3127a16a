import { shown } from '../../shown.js';
import { boundedBody, tooLong } from './boundedBody.js';
import { withDate } from './datePlaceholder.js';
import type { Feed, HttpPlace } from './feed.js';
import { FeedFailure } from './feedFailure.js';
import type { Fetched, FileRequest, Location } from './location.js';
import { retryAfterMs } from './retryAfterMs.js';

const MOST_REDIRECTS = 3;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** The server has no such file, or has it no more. */
const MISSING: ReadonlySet<number> = new Set([404, 410]);

/**
 * Gets files from an address of the file of feeds. No caller and no answer chooses the address: redirects stay within the
 * host, or lead to hosts that the feed lists.
 */
export class HttpLocation implements Location {
  constructor(
    private readonly feed: Pick<Feed, 'timeoutMs' | 'maxBytes'>,
    private readonly place: HttpPlace,
  ) {}

  async fetch({ day, known, now, signal }: FileRequest): Promise<Fetched> {
    const timeout = AbortSignal.timeout(this.feed.timeoutMs);
    const within = AbortSignal.any([signal, timeout]);
    const address = new URL(withDate(this.place.url, day));
    const conditions: Record<string, string> = {};
    if (known.etag !== null) conditions['If-None-Match'] = known.etag;
    if (known.lastModified !== null) conditions['If-Modified-Since'] = known.lastModified;
    try {
      const response = await this.#follow(address, conditions, within);
      return await this.#taken(response, address, now, Object.keys(conditions).length > 0);
    } catch (error) {
      if (signal.aborted) throw signal.reason as Error;
      if (timeout.aborted) {
        throw new FeedFailure(`Expected an answer within ${this.feed.timeoutMs / 1000} s, got none in time.`);
      }
      throw error instanceof FeedFailure ? error : new FeedFailure(connectionFault(error));
    }
  }

  async #follow(
    first: URL,
    conditions: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Response> {
    let address = first;
    for (let redirects = 0; ; redirects++) {
      const isOurs = address.host === first.host;
      const headers = {
        'User-Agent': 'greyoak',
        Accept: '*/*',
        // Secrets are for the host of the feed alone.
        ...(isOurs && this.place.headers),
        // So that the length that is announced is that of the file.
        'Accept-Encoding': 'identity',
        ...conditions,
      };
      const response = await fetch(address, { headers, redirect: 'manual', signal });
      if (!REDIRECTS.has(response.status)) return response;
      await response.body?.cancel();
      const target = response.headers.get('location') ?? '';
      if (redirects === MOST_REDIRECTS) {
        throw new FeedFailure(`Expected at most ${MOST_REDIRECTS} redirects, got another one.`);
      }
      address = this.#allowed(target, address, first);
    }
  }

  /**
   * Messages show the host alone, because the rest may hold secrets.
   *
   * @throws FeedFailure for a redirect that the feed does not allow
   */
  #allowed(target: string, from: URL, first: URL): URL {
    const to = target !== '' && URL.canParse(target, from.href) ? new URL(target, from) : null;
    if (to === null)
      throw new FeedFailure(
        `Expected a redirect to an address, got one to ${target === '' ? 'none' : 'what is none'}.`,
      );
    const isDowngrade =
      to.protocol !== from.protocol && !(from.protocol === 'http:' && to.protocol === 'https:');
    if (isDowngrade || !/^https?:$/.test(to.protocol)) {
      throw new FeedFailure(
        `Expected a redirect that stays with ${from.protocol}//, got one to ${to.protocol}//${shown(to.host)}.`,
      );
    }
    if (to.host === first.host || this.place.redirectHosts.includes(to.hostname)) return to;
    // The same host by its encrypted address.
    if (to.hostname === first.hostname && to.port === '' && first.port === '') return to;
    throw new FeedFailure(
      `Expected a redirect within ${first.host}, got one to ${shown(to.host)}: if that is right, list it in redirect_hosts of the feed.`,
    );
  }

  async #taken(response: Response, address: URL, now: Date, isConditional: boolean): Promise<Fetched> {
    const { status, headers, body } = response;
    if (status === 200) {
      const bytes = await this.#whole(response);
      const name = decoded(address.pathname.split('/').at(-1) ?? '') || address.hostname;
      const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
      return { kind: 'FILE', name, bytes, etag, lastModified };
    }
    await body?.cancel();
    // One that we did not ask about is no answer.
    if (status === 304 && isConditional) return { kind: 'UNCHANGED' };
    if (MISSING.has(status)) {
      return { kind: 'MISSING', reason: `The file is not there yet: ${address.host} answers ${status}.` };
    }
    const wait = retryAfterMs(headers.get('retry-after'), now);
    const remedy =
      status === 401 || status === 403 ? ': check the headers of the feed, and the terms of the site' : '';
    throw new FeedFailure(`Expected status 200, got ${status} from ${address.host}${remedy}.`, wait);
  }

  /** @throws FeedFailure for a file that is too long, or of which only a part arrived */
  async #whole({ headers, body }: Response): Promise<Uint8Array> {
    const encoding = headers.get('content-encoding') ?? 'identity';
    const announced = encoding === 'identity' ? headers.get('content-length') : null;
    if (announced !== null && Number(announced) > this.feed.maxBytes) {
      await body?.cancel();
      throw tooLong(this.feed.maxBytes);
    }
    const bytes = body === null ? new Uint8Array() : await boundedBody(body, this.feed.maxBytes);
    if (announced === null || Number(announced) === bytes.length) return bytes;
    throw new FeedFailure(
      `Expected ${shown(announced)} bytes, got ${bytes.length}: the file is half written. Nothing was taken.`,
    );
  }
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Says why an exchange of messages broke off. `fetch` keeps the reason in the cause. */
function connectionFault(error: unknown): string {
  const { cause, message } = error as Error;
  const { code, message: reason = message } = (cause ?? {}) as {
    readonly code?: string;
    readonly message?: string;
  };
  return `Expected an answer, but the connection failed: ${shown(reason)}${code === undefined ? '' : ` (${code})`}. Nothing was taken.`;
}
