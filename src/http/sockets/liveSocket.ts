import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, MessageType, type SubscribeMessage } from 'graphql-ws';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { WebSocket } from 'ws';
import { anonymousAt, rightsTo, type Caller } from '../../access/caller.js';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import type { Access } from '../subscribers/access.js';
import { authorizationIn } from './authorizationIn.js';
import { CLOSES, idIsTaken, subprotocolClose, type Close } from './closes.js';
import { nextFrames, nextHead } from './frames.js';
import type { LiveClient } from '../subscribers/liveClients.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { isNestedDeeply } from './isNestedDeeply.js';
import { LiveOperation, type OperationClient } from '../subscribers/liveOperation.js';
import { liveError, withRequestId } from '../subscribers/liveErrors.js';
import { messageOf } from './messageOf.js';
import { MessageRate } from './messageRate.js';
import { PRICES } from '../../graphql/limits/prices.js';

/** In UTF-16 code units. Stock clients use ids of 36. An id is sent with each result. */
const LONGEST_ID = 256;

/** Levels of brackets in a message. */
const DEEPEST_MESSAGE = 100;
/** In UTF-16 code units, of all messages but `subscribe`. What a ping brings is sent back. */
const LONGEST_CONTROL_MESSAGE = 16 * 1024;

/** Codes that ws closes with by itself. */
const TOO_LARGE = 1009;
const PROTOCOL_ERROR = 1002;

/** The rights of a socket that has not identified itself. */
const NO_RIGHTS = rightsTo([]);

/** How many unanswered pings end a socket. A client that reads slowly gets each of them late, and may miss more. */
const PINGS = 1;
const PINGS_OF_SLOW = 4;

/**
 * One socket of graphql-transport-ws, as PROTOCOL.md of graphql-ws describes it. Results are written to the connection
 * without ws, as frames whose payload is the same for many sockets. All other messages go through ws, which writes whole
 * frames to the same connection at once, so that the two never mix.
 */
export class LiveSocket implements LiveClient, OperationClient {
  readonly #ws: WebSocket;
  readonly #connection: Socket;
  readonly #context: LiveContext;
  readonly #requestId: string;
  readonly #rate: MessageRate;
  readonly #operations = new Map<string, LiveOperation>();
  /** Characters of the messages that began the running operations. */
  #subscribed = 0;
  /** Null once the caller is known. */
  #request: IncomingMessage | null;
  #initTimer: NodeJS.Timeout | undefined;
  /** Who the socket is counted for; null where it is not counted. */
  #slot: Caller | null = null;
  #access: Access | null = null;
  #isClosed = false;
  #closedBy: number | null = null;
  #unansweredPings = 0;

  constructor(ws: WebSocket, request: IncomingMessage, requestId: string, context: LiveContext) {
    this.#ws = ws;
    this.#connection = request.socket;
    this.#request = request;
    this.#requestId = requestId;
    this.#context = context;
    const { limits, counts, clients } = context;
    this.#rate = new MessageRate(
      limits.messagesPerSecond,
      // A client that reconnects begins all its operations at once.
      limits.messagesPerSecond + limits.operationsPerSocket,
      performance.now(),
    );
    counts.sockets++;
    clients.add(this);
    ws.on('message', (data, isBinary) => this.#receive(isBinary ? null : String(data)));
    ws.on('ping', () => void this.#isWithinRate());
    ws.on('pong', () => {
      if (this.#isWithinRate()) this.#unansweredPings = 0;
    });
    // Broken frames, or messages that are too large, after which ws closes the socket.
    ws.on('error', (error) => this.#fault(error));
    ws.on('close', (code) => this.#gone(code));
    this.#connection.on('drain', () => this.#resume());
    this.#begin();
  }

  get access(): Access | null {
    return this.#access;
  }

  /** Only where the connection will emit `drain` when it is no longer full. */
  get isFull(): boolean {
    return this.#connection.writableNeedDrain && this.unsent > this.#context.pace.fullBytes;
  }

  get unsent(): number {
    return this.#connection.writableLength;
  }

  giveUp(): void {
    this.#close(CLOSES.slowConsumer);
  }

  forbid(): void {
    this.#close(CLOSES.forbidden);
  }

  restart(): void {
    this.#close(CLOSES.restart);
  }

  keepAlive(): void {
    if (this.#isClosed) return;
    if (this.#unansweredPings >= (this.unsent > 0 ? PINGS_OF_SLOW : PINGS)) {
      this.#end();
      this.#ws.terminate();
      return;
    }
    this.#unansweredPings++;
    this.#ws.ping();
  }

  #begin(): void {
    if (this.#ws.protocol !== GRAPHQL_TRANSPORT_WS_PROTOCOL) {
      return this.#turnAway(subprotocolClose(this.#ws.protocol));
    }
    if (this.#request === null) return;
    // The socket counts for its address until the client has identified itself.
    if (!this.#takeSlot(anonymousAt(this.#context.addressOf(this.#request), NO_RIGHTS))) return;
    this.#initTimer = setTimeout(
      () => this.#close(CLOSES.initTimeout),
      this.#context.limits.connectionInitTimeoutMs,
    );
  }

  #takeSlot(caller: Caller): boolean {
    if (this.#slot?.name === caller.name) return true;
    this.#releaseSlot();
    const taken = this.#context.slots.take(caller);
    if (taken === 'taken') this.#slot = caller;
    else this.#turnAway(CLOSES[taken]);
    return taken === 'taken';
  }

  #releaseSlot(): void {
    if (this.#slot !== null) this.#context.slots.release(this.#slot);
    this.#slot = null;
  }

  #isWithinRate(): boolean {
    if (this.#isClosed) return false;
    if (this.#rate.allows(performance.now())) return true;
    this.#close(CLOSES.tooManyMessages);
    return false;
  }

  /** Short messages are free, because their number is limited. */
  #pays(length: number): boolean {
    const caller = this.#access?.caller ?? this.#slot;
    if (length <= LONGEST_CONTROL_MESSAGE || caller === null) return true;
    return this.#context.mayRead(caller, length / PRICES.receivedBytesPerUnit);
  }

  #receive(text: string | null): void {
    if (!this.#isWithinRate()) return;
    if (text !== null && !this.#pays(text.length)) return this.#close(CLOSES.tooManyMessages);
    if (text !== null && isNestedDeeply(text, DEEPEST_MESSAGE)) return this.#close(CLOSES.tooDeep);
    const message = messageOf(text);
    const length = text?.length ?? 0;
    if (message !== null && message.type !== MessageType.Subscribe && length > LONGEST_CONTROL_MESSAGE) {
      return this.#close(CLOSES.tooLong);
    }
    switch (message?.type) {
      case MessageType.ConnectionInit:
        void this.#initialise(message.payload ?? undefined);
        return;
      case MessageType.Ping:
        this.#send({ type: MessageType.Pong, ...(message.payload && { payload: message.payload }) });
        return;
      case MessageType.Pong:
        return;
      case MessageType.Subscribe:
        this.#subscribe(message, length);
        return;
      case MessageType.Complete:
        this.#operations.get(message.id)?.stop();
        return;
      default:
        this.#close(CLOSES.invalidMessage);
    }
  }

  async #initialise(params: Readonly<Record<string, unknown>> | undefined): Promise<void> {
    const request = this.#request;
    if (request === null) return this.#close(CLOSES.initTwice);
    // The headers of ten thousand sockets would add up.
    this.#request = null;
    clearTimeout(this.#initTimer);
    this.#initTimer = undefined;
    const authorization = authorizationIn(params);
    if (typeof authorization === 'object') return this.#close(authorization);
    let access: Access;
    try {
      access = await this.#context.accessOf(request, authorization);
    } catch (error) {
      if (isRefusal(error)) return this.#close(CLOSES.forbidden);
      this.#context.log.error({ err: error, requestId: this.#requestId }, 'access cannot be checked');
      return this.#close(CLOSES.noAccessNow);
    }
    if (this.#isClosed) return;
    if (!this.#takeSlot(access.caller)) return;
    this.#access = access;
    // A client that is cut before its first event knows by it where it began.
    const { cursor } = this.#context;
    this.#send({ type: MessageType.ConnectionAck, ...(cursor && { payload: { cursor: cursor() } }) });
  }

  /** @param length of the message, in characters */
  #subscribe({ id, payload }: SubscribeMessage, length: number): void {
    if (this.#access === null) return this.#close(CLOSES.unauthorized);
    if (id.length > LONGEST_ID) return this.#close(CLOSES.idTooLong);
    if (this.#operations.has(id)) return this.#close(idIsTaken(id));
    const { limits, counts, counting, start } = this.#context;
    const { caller } = this.#access;
    if (this.#operations.size >= limits.operationsPerSocket) {
      const message =
        `Expected at most ${limits.operationsPerSocket} operations at a time on a socket, got one more: ` +
        'complete one first, or open another socket.';
      return this.#refuse(id, message, caller);
    }
    if (this.#subscribed + length > limits.subscribeBytes) {
      const message =
        `Expected at most ${limits.subscribeBytes} bytes of messages that began the running operations of a socket, ` +
        'got more: complete one first, or open another socket.';
      return this.#refuse(id, message, caller);
    }
    const head = nextHead(id);
    const operation = new LiveOperation(
      this,
      {
        next: (frames) => {
          if (!this.#canWrite() || frames.length === 0) return;
          counts.results += frames.length;
          this.#connection.write(nextFrames(head, frames));
        },
        complete: () => this.#send({ id, type: MessageType.Complete }),
        error: (errors) => this.#sendError(id, errors),
      },
      () => {
        this.#operations.delete(id);
        this.#subscribed -= length;
        counts.operations--;
      },
    );
    this.#operations.set(id, operation);
    this.#subscribed += length;
    counts.operations++;
    try {
      operation.start(start, payload, this.#access, () => counting?.quotas.admit(caller));
    } catch (error) {
      this.#context.log.error({ err: error, requestId: this.#requestId }, 'an operation cannot be started');
      operation.fail([liveError('INTERNAL_SERVER_ERROR')]);
    }
  }

  /** Refuses an operation of which nothing was read. It counts like any other. */
  #refuse(id: string, message: string, caller: Caller): void {
    const { counting } = this.#context;
    void counting?.quotas.take(caller);
    counting?.counts.count(caller.kind, 'RATE_LIMITED');
    this.#sendError(id, [liveError('RATE_LIMITED', message)]);
  }

  #sendError(id: string, errors: readonly GraphQLFormattedError[]): void {
    this.#send({ id, type: MessageType.Error, payload: withRequestId(errors, this.#requestId) });
  }

  #send(message: object): void {
    if (this.#canWrite()) this.#ws.send(JSON.stringify(message));
  }

  /**
   * Nothing is written to a client that keeps sending but never reads, nor after ws has answered the close of a client.
   */
  #canWrite(): boolean {
    if (this.unsent > this.#context.pace.mostUnsentBytes) this.giveUp();
    return !this.#isClosed && this.#ws.readyState === this.#ws.OPEN;
  }

  #resume(): void {
    for (const operation of this.#operations.values()) operation.resume();
  }

  /** Closes a socket that was opened to say why it is not taken. */
  #turnAway(close: Close): void {
    const { refusals } = this.#context;
    const details = { requestId: this.#requestId, closeCode: close.code };
    if (this.#request !== null) refusals.note(this.#request, close.reason, details);
    this.#close(close);
  }

  #close({ code, reason }: Close): void {
    if (this.#isClosed) return;
    this.#end();
    this.#closedBy = code;
    // ws cuts the connection where the close does not get through.
    this.#ws.close(code, reason);
  }

  #fault(error: Error & { readonly code?: string }): void {
    if (this.#isClosed) return;
    this.#end();
    this.#closedBy = error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' ? TOO_LARGE : PROTOCOL_ERROR;
  }

  /** From here on nothing is sent, and received messages are ignored. */
  #end(): void {
    this.#isClosed = true;
    clearTimeout(this.#initTimer);
    this.#request = null;
    for (const operation of this.#operations.values()) operation.stop();
  }

  #gone(code: number): void {
    const caller = this.#slot?.name;
    this.#end();
    this.#releaseSlot();
    const { counts, clients, log } = this.#context;
    counts.sockets--;
    counts.countClose(this.#closedBy ?? code);
    clients.delete(this);
    log.debug({ requestId: this.#requestId, caller, code: this.#closedBy ?? code }, 'socket closed');
  }
}

/** Whether access was refused, and not only in doubt. */
function isRefusal(error: unknown): boolean {
  const refusals: readonly unknown[] = ['UNAUTHENTICATED', 'FORBIDDEN'] satisfies ErrorCode[];
  return error instanceof GraphQLError && refusals.includes(error.extensions['code']);
}
