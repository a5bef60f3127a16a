import { setTimeout as wait } from 'node:timers/promises';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

/** An answer may have 16 MiB by default (`MAX_ANSWER_BYTES`). */
const MOST_BYTES = 64 * 2 ** 20;
const TIMEOUT_MS = 60_000;
/** The service asks for a wait of a minute at most. */
const LONGEST_WAIT_S = 60;
const ATTEMPTS = 5;
/** What passes by itself. */
const TRANSIENT: ReadonlySet<number> = new Set([429, 503]);
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

export interface ServiceError {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

export interface ServiceAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly ServiceError[];
}

/** Sends queries to a service of greyoak by HTTP. */
export class ServiceClient {
  readonly #url: URL;
  readonly #headers: Readonly<Record<string, string>>;

  /**
   * @param url where the service answers, such as https://scores.example, with its BASE_PATH if it has one
   * @param key an API key; undefined: the caller is anonymous
   * @throws UserError for another URL, and where the key could be read on its way
   */
  constructor(url: string, key: string | undefined) {
    const base = URL.canParse(url) ? new URL(url) : null;
    if (base === null || !/^https?:$/.test(base.protocol)) {
      throw new UserError(
        `Expected the address of a service such as https://scores.example, got "${shown(url)}".`,
      );
    }
    if (base.username !== '' || base.password !== '' || base.search !== '' || base.hash !== '') {
      throw new UserError(
        'Expected an address without name, password, query and fragment: a key is taken from GREYOAK_API_KEY.',
      );
    }
    if (key !== undefined && base.protocol === 'http:' && !LOOPBACK.test(base.hostname)) {
      throw new UserError(
        'Expected an address of https, because others can read an API key on its way by http: name it, or unset GREYOAK_API_KEY.',
      );
    }
    if (key !== undefined && !/^[\x21-\x7e]{1,500}$/.test(key)) {
      throw new UserError('Expected an API key such as gok_… in GREYOAK_API_KEY, got another text.');
    }
    this.#url = new URL(`${base.pathname.replace(/\/(graphql\/?)?$/, '')}/graphql`, base);
    this.#headers = {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'user-agent': 'greyoak',
      ...(key !== undefined && { authorization: `Bearer ${key}` }),
    };
  }

  /**
   * Sends a query. Where the service is busy, or has had too many of this caller, it is sent again.
   *
   * @throws UserError where it cannot be reached, or what answers is no service of greyoak
   */
  async ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<ServiceAnswer> {
    const body = JSON.stringify({ query, variables });
    for (let attempt = 1; ; attempt++) {
      const { response, text } = await this.#send(body);
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      if (TRANSIENT.has(response.status) && attempt < ATTEMPTS && seconds <= LONGEST_WAIT_S) {
        await wait(1_000 * Math.max(seconds, 1));
        continue;
      }
      return this.#answerIn(text, response.status);
    }
  }

  async #send(body: string): Promise<{ readonly response: Response; readonly text: string }> {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const response = await fetch(this.#url, {
        ...{ method: 'POST', headers: this.#headers, body, signal },
        // The key is for this host alone.
        redirect: 'manual',
      });
      return { response, text: await this.#textOf(response) };
    } catch (error) {
      if (error instanceof UserError) throw error;
      const { cause, message } = error as Error;
      const reason = signal.aborted
        ? `none within ${TIMEOUT_MS / 1_000} s`
        : shown(causeOf(cause) ?? message);
      throw new UserError(
        `Expected an answer of the service at ${this.#url.host}, got none: ${reason}. Check --url, and whether it runs.`,
      );
    }
  }

  async #textOf({ body }: Response): Promise<string> {
    if (body === null) return '';
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > MOST_BYTES) {
        throw new UserError(
          `Expected an answer of at most ${MOST_BYTES} bytes from ${this.#url.host}, got a longer one.`,
        );
      }
      chunks.push(chunk);
    }
    return Buffer.concat(chunks, length).toString('utf8');
  }

  #answerIn(text: string, status: number): ServiceAnswer {
    const { data = null, errors = [] } = (parsed(text) ?? {}) as Partial<ServiceAnswer>;
    const isAnswer = Array.isArray(errors) && errors.every(isError) && (errors.length > 0 || isObject(data));
    if (!isAnswer) {
      throw new UserError(
        `Expected an answer of GraphQL from ${this.#url.host}, got another one with status ${status}: check --url.`,
      );
    }
    return { data, errors };
  }
}

function causeOf(cause: unknown): string | undefined {
  const { code, message } = (cause ?? {}) as { readonly code?: string; readonly message?: string };
  return message === undefined || message === '' ? code : message;
}

const isObject = (value: unknown): boolean => value !== null && typeof value === 'object';
const isError = (error: unknown): boolean =>
  isObject(error) && typeof (error as Partial<ServiceError>).message === 'string';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
