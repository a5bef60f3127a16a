import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { WebSocket } from 'ws';
import { rightsTo, type Caller } from '../../../src/access/caller.js';
import { applyPolicies } from '../../../src/graphql/applyPolicies.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { NO_FACTS, type RequestFacts } from '../../../src/graphql/requestFacts.js';
import { stubContext } from '../graphql/stubContext.js';
import { appWith, logOf, type AppWith } from './app.js';
import { FakeKeys } from './fakeKeys.js';
import { FakeSessions } from './fakeSessions.js';
import { LIMITS, SocketClient } from './liveApp.js';

const text = new GraphQLNonNull(GraphQLString);

/** What the mutations `signIn` set as the cookie. */
export const NEW_COOKIE = `goc_${'n'.repeat(43)}`;

function cookieSchema(): GraphQLSchema {
  const set = (_source: unknown, _args: unknown, { request }: GraphqlContext): string => {
    request.sessionCookie?.set(NEW_COOKIE);
    return request.sessionCookie === null ? 'none' : 'set';
  };
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType<unknown, GraphqlContext>({
      name: 'Query',
      fields: {
        caller: { type: text, resolve: (_source, _args, { caller }) => `${caller.kind} ${caller.name}` },
        price: { type: text, resolve: () => '12.50' },
        greeting: { type: text, resolve: () => 'hello' },
        agent: { type: GraphQLString, resolve: (_source, _args, { request }) => request.userAgent },
        keptAndSet: { type: text, resolve: set },
      },
    }),
    mutation: new GraphQLObjectType<unknown, GraphqlContext>({
      name: 'Mutation',
      fields: {
        signIn: { type: text, resolve: set },
        signOut: {
          type: text,
          resolve: (_source, _args, { request }) => {
            request.sessionCookie?.clear();
            return request.sessionCookie === null ? 'none' : 'cleared';
          },
        },
      },
    }),
  });
  applyPolicies(schema, [
    {
      'Query.caller': { access: 'PUBLIC', freshness: 'VOLATILE' },
      'Query.price': { access: 'MARKET_READ', freshness: 'COMMIT' },
      'Query.greeting': { access: 'PUBLIC', freshness: 'COMMIT' },
      'Query.agent': { access: 'PUBLIC', freshness: 'VOLATILE' },
      'Query.keptAndSet': { access: 'PUBLIC', freshness: 'COMMIT' },
      'Mutation.signIn': { access: 'PUBLIC', freshness: 'VOLATILE' },
      'Mutation.signOut': { access: 'PUBLIC', freshness: 'VOLATILE' },
    },
  ]);
  return schema;
}

/** Names and values. A list sends a header of the same name several times. */
export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Headers;
  readonly body?: unknown;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The name of the other host that the app answers to, which is not of this machine. */
export const DOMAIN = 'greyoak.example';
export const ALLOWED_ORIGIN = 'https://allowed.example';

/** A listening app whose callers have keys, tokens and cookies. Its operations over streams and sockets end at once. */
export async function cookieApp({
  mode = 'closed',
  isStored = true,
  runsOn = false,
  ...options
}: AppWith & {
  readonly mode?: 'open' | 'closed';
  /** Whether the store is open. */
  readonly isStored?: boolean;
  /** Whether operations over streams and sockets go on until they are stopped. */
  readonly runsOn?: boolean;
} = {}) {
  const keys = new FakeKeys();
  const sessions = new FakeSessions();
  const started: { readonly caller: Caller; readonly facts: RequestFacts | undefined; isStopped: boolean }[] =
    [];
  const log = logOf();
  const app = await appWith({
    schema: cookieSchema(),
    isUpToDate: () => true,
    allowedOrigins: [ALLOWED_ORIGIN],
    trustedHosts: ['localhost', '127.0.0.1', '[::1]', DOMAIN],
    contextOf: async (caller, request = NO_FACTS) => ({ ...stubContext(), caller, request }),
    access: {
      mode: () => mode,
      keys: () => (isStored ? keys : null),
      sessions: () => (isStored ? sessions : null),
      anonymous: rightsTo([]),
    },
    live: {
      start: (_request, caller, sink, _admit, facts) => {
        const operation = { caller, facts, isStopped: false };
        started.push(operation);
        if (!runsOn) setImmediate(() => sink.complete());
        return { resume: () => undefined, stop: () => void (operation.isStopped = true) };
      },
      isReady: () => true,
      limits: LIMITS,
    },
    onAccessChange: (checkAccess) => {
      keys.onChange(checkAccess);
      sessions.onChange(checkAccess);
    },
    logger: { level: 'trace', stream: log.stream },
    ...options,
  });
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const host = `localhost:${port}`;
  const cookieName = `greyoak_${port}`;

  const send = ({ method = 'GET', path = '/graphql', headers = {}, body }: Asked): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const all: Headers = {
        host,
        accept: 'application/graphql-response+json',
        ...(payload === undefined
          ? {}
          : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) }),
        connection: 'close',
        ...headers,
      };
      const lines = Object.entries(all).flatMap(([name, value]) =>
        value === undefined ? [] : [value].flat().flatMap((one) => [name, one]),
      );
      const asked = httpRequest({ host: '127.0.0.1', port, path, method, headers: lines }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      });
      asked.on('error', reject);
      asked.end(payload);
    });

  /** Opens a socket and initialises it. */
  const socket = (headers: Headers, payload?: unknown): SocketClient => {
    const client = new SocketClient(
      new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
        headers: { host, ...headers } as Record<string, string>,
      }),
    );
    client.ws.once('open', () =>
      client.send({ type: 'connection_init', ...(payload === undefined ? {} : { payload }) }),
    );
    return client;
  };

  return { app, keys, sessions, started, log, port, host, cookieName, send, socket };
}

export type CookieApp = Awaited<ReturnType<typeof cookieApp>>;

/** Returns what a socket came to: the kind of its caller, or the status or the close code that refused it. */
export async function outcomeOf({ started }: CookieApp, { ws }: SocketClient): Promise<string> {
  const outcome = await new Promise<string>((resolve) => {
    ws.once('unexpected-response', (_request, { statusCode }) => resolve(String(statusCode)));
    ws.once('close', (code) => resolve(String(code)));
    ws.on('message', (data) => {
      const { type } = JSON.parse(String(data)) as { readonly type: string };
      if (type !== 'connection_ack') return resolve(started.at(-1)?.caller.kind ?? 'nothing');
      ws.send(
        JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { scoreChanged }' } }),
      );
    });
  });
  ws.terminate();
  return outcome;
}

/** The kind and the name of the caller that an answer tells, or its status. */
export function callerIn({ status, text: body }: Answered): string {
  if (status !== 200) return String(status);
  return (JSON.parse(body) as { readonly data: { readonly caller: string } }).data.caller;
}
