import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionLimits } from './connectionLimits.js';

/** The newest request of a connection. HTTP/1.1 sends requests one after the other, so only this one may be incomplete. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly startedAt: number;
  /** What the connection had received when the request began. */
  readonly bytesBefore: number;
}

/** Why a connection is kept above a limit, and only until it was told so. */
export type Surplus = 'callerIsFull' | 'serverIsFull';

/** What must be done about a connection: its body is refused, or it is cut. */
export type Fault = 'slowBody' | 'cut';

/** One connection of a client, as long as it speaks HTTP. Times are in milliseconds of `performance.now()`. */
export class Connection {
  readonly socket: Socket;
  readonly caller: string;
  readonly isOfProxy: boolean;
  readonly openedAt: number;
  /** Null for a connection within the limits. */
  surplus: Surplus | null = null;
  #newest: Exchange | null = null;
  /** Responses that did not leave yet, in the order of their requests. */
  readonly #open = new Set<ServerResponse>();
  #idleSince: number;
  #bytesWhenIdle = 0;
  /** Of the body that is being received: its bytes, and when they last became more. */
  #progress = { bytes: 0, at: 0 };
  /** The answer that waits to be read, its bytes, and since when. */
  #unread: { readonly response: ServerResponse; readonly bytes: number; readonly since: number } | null =
    null;

  /**
   * @param caller who is at the other end
   * @param isOfProxy whether that is a trusted proxy, which brings the requests of many callers
   */
  constructor(socket: Socket, caller: string, isOfProxy: boolean, now: number) {
    this.socket = socket;
    this.caller = caller;
    this.isOfProxy = isOfProxy;
    this.openedAt = now;
    this.#idleSince = now;
  }

  /** Whether it has sent no request yet. */
  get isNew(): boolean {
    return this.#newest === null;
  }

  /** Whether it is an event stream that has begun, which has limits of its own. */
  get isStream(): boolean {
    if (this.#newest === null) return false;
    const { request, response } = this.#newest;
    const { url = '' } = request;
    return (
      response.headersSent &&
      !response.writableEnded &&
      request.complete &&
      url.split('?', 1)[0] === '/graphql/stream'
    );
  }

  /** Whether a part of a body was received, and not yet the rest. */
  get isReceiving(): boolean {
    return this.#newest?.request.complete === false;
  }

  /** Whether a request was received as a whole, and its answer is not made yet. */
  get isAnswering(): boolean {
    return !this.isReceiving && [...this.#open].some(({ writableEnded }) => !writableEnded);
  }

  /** Whether nothing is under way: neither a request, nor a part of one, nor an answer. */
  get isIdle(): boolean {
    return this.#open.size === 0 && !this.isReceiving && this.socket.bytesRead === this.#bytesWhenIdle;
  }

  /** Since when no request is under way. */
  get idleSince(): number {
    return this.#idleSince;
  }

  /** Since when an answer waits to be read, as far as `faultAt` has seen; null if there is none. */
  get unreadSince(): number | null {
    return this.#unread?.since ?? null;
  }

  begin(request: IncomingMessage, response: ServerResponse, now: number): void {
    const { bytesRead } = this.socket;
    this.#newest = { request, response, startedAt: now, bytesBefore: bytesRead };
    this.#progress = { bytes: bytesRead, at: now };
    this.#open.add(response);
    response.once('close', () => {
      this.#open.delete(response);
      this.#idleSince = performance.now();
      this.#bytesWhenIdle = this.socket.bytesRead;
    });
  }

  /** Makes the body that is being received fail for its reader, which answers; cuts the connection if it has none. */
  refuseBody(error: Error): void {
    const request = this.#newest?.request;
    if (request && request.listenerCount('error') > 0) request.emit('error', error);
    else this.socket.destroy();
  }

  /** Returns what is wrong at the moment; null for nothing. To be called again and again. */
  faultAt(now: number, limits: ConnectionLimits): Fault | null {
    return this.#faultOfBody(now, limits) ?? (this.#isUnread(now, limits) ? 'cut' : null);
  }

  #faultOfBody(now: number, { bodyTimeoutMs, minBytesPerSecond }: ConnectionLimits): Fault | null {
    if (this.#newest === null || !this.isReceiving) return null;
    const { response, startedAt, bytesBefore } = this.#newest;
    const { bytesRead } = this.socket;
    if (bytesRead > this.#progress.bytes) this.#progress = { bytes: bytesRead, at: now };
    const counted = now - startedAt - bodyTimeoutMs;
    if (counted <= 0) return null;
    // It was answered without its body, which the client may send to an end, but not for ever.
    if (response.writableEnded) return 'cut';
    const isPausing = now - this.#progress.at > bodyTimeoutMs;
    const isSlow = (bytesRead - bytesBefore) * 1000 < counted * minBytesPerSecond;
    return isPausing || isSlow ? 'slowBody' : null;
  }

  /** A client that reads nothing at all is found by the timeout of its socket. This finds one that reads too slowly. */
  #isUnread(now: number, { slowClientMs, minBytesPerSecond }: ConnectionLimits): boolean {
    const bytes = this.socket.writableLength;
    const [response] = this.#open;
    // An event stream has no end that it must reach.
    if (bytes === 0 || response?.writableEnded !== true) {
      this.#unread = null;
      return false;
    }
    if (this.#unread?.response !== response) this.#unread = { response, bytes, since: now };
    return now - this.#unread.since > slowClientMs + (this.#unread.bytes / minBytesPerSecond) * 1000;
  }
}
