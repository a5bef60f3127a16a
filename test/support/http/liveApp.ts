import { once } from 'node:events';
import { expect } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { WebSocket } from 'ws';
import { callerAt, type Caller } from '../../../src/access/caller.js';
import { NO_KEYS } from './noKeys.js';
import { NO_SESSIONS } from './noSessions.js';
import type { OperationRequest } from '../../../src/graphql/operation/operationRequest.js';
import type { StartOperation } from '../../../src/graphql/operation/startOperation.js';
import { accessBy } from '../../../src/http/callers/accessBy.js';
import { identifyCallers, refuseCallers } from '../../../src/http/callers/identifyCallers.js';
import { HttpRequest } from '../../../src/http/connections/httpRequest.js';
import { allowOrigins } from '../../../src/http/cors.js';
import type { LiveLimits } from '../../../src/http/subscribers/liveLimits.js';
import { serveLive, type Live, type LiveOptions } from '../../../src/http/serveLive.js';
import type { CallerOf } from '../../../src/http/resolveCaller.js';
import { answerNotFound, answerRequestError } from '../../../src/http/requestErrors.js';
import { requestIdOf } from '../../../src/http/requestId.js';
import type { Frame, Sink } from '../../../src/live/sink.js';
import { eventually } from '../time/eventually.js';

export const LIMITS: LiveLimits = {
  sockets: 1000,
  socketsPerCaller: 1000,
  operationsPerSocket: 10,
  subscribeBytes: 2 ** 20,
  messageBytes: 256 * 1024,
  messagesPerSecond: 100,
  connectionInitTimeoutMs: 10_000,
};

/** A result as the hub gives it. */
export const frameOf = (value: unknown, cursor: string | null = null): Frame => ({
  cursor,
  payload: Buffer.from(JSON.stringify({ data: value })),
});

/** An operation that a test feeds by hand. */
export class FakeOperation {
  state: 'running' | 'stopped' | 'finished' = 'running';
  resumed = 0;
  stops = 0;
  /** In milliseconds of performance.now(). */
  stoppedAt = NaN;

  constructor(
    readonly request: OperationRequest,
    readonly caller: Caller,
    readonly sink: Sink,
  ) {}

  next(...values: readonly unknown[]): void {
    this.sink.write(values.map((value) => frameOf(value)));
  }

  complete(): void {
    this.state = 'finished';
    this.sink.complete();
  }

  fail(...errors: readonly GraphQLFormattedError[]): void {
    this.state = 'finished';
    this.sink.fail(errors);
  }
}

export interface LiveApp {
  readonly app: FastifyInstance;
  readonly live: Live;
  readonly port: number;
  /** All that were started, the newest last. */
  readonly operations: readonly FakeOperation[];
  /** The newest, once there are so many. */
  readonly started: (count: number) => Promise<FakeOperation>;
}

/** Timers that would keep the process alive. */
const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;

const open: (LiveApp & { readonly timers: number })[] = [];

export interface LiveAppOptions extends Partial<Omit<LiveOptions, 'limits'>> {
  readonly limits?: Partial<LiveLimits>;
  readonly callerOf?: CallerOf;
  /** Called when an operation starts, before it is reported. */
  readonly onStart?: (operation: FakeOperation) => void;
}

/** A listening app with the two endpoints, and operations that do nothing by themselves. */
export async function liveApp({
  onStart,
  limits,
  addressOf = ({ socket }) => socket.remoteAddress ?? '',
  callerOf = (request) => callerAt(addressOf(request)),
  ...options
}: LiveAppOptions = {}): Promise<LiveApp> {
  const before = timers();
  const operations: FakeOperation[] = [];
  const start: StartOperation = (request, caller, sink) => {
    const operation = new FakeOperation(request, caller, sink);
    operations.push(operation);
    onStart?.(operation);
    return {
      resume: () => void operation.resumed++,
      stop: () => {
        operation.stops++;
        operation.stoppedAt = performance.now();
        operation.state = 'stopped';
      },
    };
  };
  const app = fastify({
    genReqId: requestIdOf,
    return503OnClosing: false,
    http: { IncomingMessage: HttpRequest },
  });
  app.setErrorHandler(answerRequestError);
  app.setNotFoundHandler(answerNotFound);
  identifyCallers(app, { addressOf, callerOf });
  await allowOrigins(app, options.allowedOrigins ?? []);
  refuseCallers(app);
  const live = await serveLive(app, {
    start,
    isReady: () => true,
    addressOf,
    faultOf: () => null,
    accessOf: accessBy(callerOf, { keys: () => NO_KEYS, sessions: () => NO_SESSIONS }),
    trustedHosts: [],
    allowedOrigins: [],
    ...options,
    limits: { ...LIMITS, ...limits },
  });
  app.all('/graphql', async ({ body, method }) => ({ method, body }));
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const started = async (count: number) => {
    await eventually(() => operations.length >= count);
    return operations[count - 1];
  };
  const made = { app, live, port, operations, started };
  open.push({ ...made, timers: before });
  return made;
}

/** Ends clients and apps, and proves that nothing of them stayed. */
export async function closeLiveApps(): Promise<void> {
  for (const client of clients.splice(0)) client.ws.terminate();
  for (const { app, live, operations, timers: before } of open.splice(0)) {
    await eventually(() => live.counts.sockets === 0 && live.counts.streams === 0);
    expect(live.counts.operations).toBe(0);
    // Each was ended, and by one side.
    const stops = operations.map(({ state, stops }) => [state, stops]);
    expect(stops.filter(([state, times]) => times !== (state === 'stopped' ? 1 : 0))).toEqual([]);
    expect(stops.filter(([state]) => state === 'running')).toEqual([]);
    // Clients that pool connections open some that no request comes over, which Node does not count as idle.
    app.server.closeAllConnections();
    await app.close();
    await eventually(() => timers() <= before);
  }
}

type Message = Readonly<Record<string, unknown>>;

const clients: SocketClient[] = [];

/** A socket without a library's help over it. */
export class SocketClient {
  readonly messages: Message[] = [];
  readonly closed: Promise<readonly [code: number, reason: string]>;
  #read = 0;

  constructor(readonly ws: WebSocket) {
    ws.on('message', (data) => this.messages.push(JSON.parse(String(data)) as Message));
    ws.on('error', () => undefined);
    this.closed = new Promise((resolve) => {
      ws.on('close', (code, reason) => resolve([code, String(reason)]));
    });
    clients.push(this);
  }

  send(message: unknown): void {
    this.ws.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, query = 'subscription { scoreChanged }'): void {
    this.send({ type: 'subscribe', id, payload: { query } });
  }

  /** The first message that was not read yet. */
  async next(): Promise<Message> {
    await eventually(() => this.messages.length > this.#read);
    return this.messages[this.#read++];
  }
}

export interface ConnectOptions {
  readonly protocols?: string | string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  readonly autoPong?: boolean;
}

/** An open socket, not yet initialised. */
export async function connect(
  { port }: Pick<LiveApp, 'port'>,
  { protocols = 'graphql-transport-ws', headers = {}, path = '/graphql', ...options }: ConnectOptions = {},
): Promise<SocketClient> {
  const ws = new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols, {
    headers: { ...headers },
    ...options,
  });
  const client = new SocketClient(ws);
  await once(ws, 'open');
  return client;
}

/** A socket whose `connection_init` was acknowledged. */
export async function connectAndInit(
  app: Pick<LiveApp, 'port'>,
  options?: ConnectOptions,
): Promise<SocketClient> {
  const client = await connect(app, options);
  client.send({ type: 'connection_init' });
  expect(await client.next()).toEqual({ type: 'connection_ack' });
  return client;
}
