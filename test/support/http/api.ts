import { jest } from '@jest/globals';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { decideAccess } from '../../../src/access/decideAccess.js';
import { createApi, type Api, type ApiOptions } from '../../../src/api.js';
import { Snapshots, type SnapshotsOptions } from '../../../src/books/snapshots.js';
import type { Database } from '../../../src/database/database.js';
import type { Services } from '../../../src/graphql/context.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { servicesOf } from '../../../src/services.js';
import { OperationMinutes } from '../../../src/status/operationMinutes.js';
import { readSettings } from '../../../src/settings.js';
import { DAY } from '../days/day.js';
import { logOf } from './app.js';
import { testAuthKey } from '../access/testAuthKey.js';
import { recomputing } from '../days/recomputing.js';

export interface TestApi {
  readonly app: FastifyInstance;
  /** Starts operations as sockets and event streams do. */
  readonly startOperation: Api['startOperation'];
  readonly services: Services;
  readonly log: ReturnType<typeof logOf>;
}

export interface TestApiOptions {
  readonly listener?: SnapshotsOptions;
  readonly services?: Partial<Services>;
  /** Returns the caller of a request; by default the caller at its address. */
  readonly callerOf?: ApiOptions['callerOf'];
}

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly AnswerError[];
  readonly extensions?: { readonly cost?: Cost };
}

interface AnswerError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

export interface Cost {
  readonly requested: number;
  readonly actual: number;
  readonly bucket: number;
}

const setup = await loadSetup();
const open: TestApi[] = [];

/** Recomputing gives the day of day.ts for each run: its bars are not in the store. Each call is a new one. */
const recomputer: Services['recomputer'] = {
  isKept: () => false,
  recompute: (runs) =>
    runs.map(() =>
      Promise.resolve({
        day: DAY,
        indexOf: (ticker: Ticker) => DAY.section.tickers.indexOf(ticker),
        differences: () => [],
      }),
    ) as unknown as ReturnType<Services['recomputer']['recompute']>,
};

/**
 * The API over a filled database, wired as src/main.ts does; `closeApis` closes it.
 *
 * @param env variables as readSettings takes them
 */
export async function apiOver(
  database: Database,
  env: Readonly<Record<string, string>> = {},
  options: TestApiOptions = {},
): Promise<TestApi> {
  const settings = readSettings({ NODE_ENV: 'production', ACCESS: 'open', ...env });
  const made = servicesOf(database, setup, settings, { authKey: testAuthKey });
  const services: Services = {
    ...made,
    snapshots: new Snapshots(database, made.books, options.listener),
    ...recomputing(options.services?.recomputer ?? recomputer),
    ...options.services,
  };
  const log = logOf();
  const { mode: access } = decideAccess(settings, false);
  const { app, startOperation, forgetAnswers, checkAccess } = await createApi({
    settings,
    state: () => ({ services, access }),
    callerOf: options.callerOf,
    logTo: log.stream,
    tasks: ['rescore', 'rescore_outdated'],
  });
  const api = { app, startOperation, services, log };
  open.push(api);
  services.snapshots.onCommit(forgetAnswers);
  services.keys.onChange(checkAccess);
  await services.snapshots.start();
  await services.snapshots.newest();
  return api;
}

export async function closeApis(): Promise<void> {
  for (const { app, services } of open.splice(0)) {
    await app.close();
    await services.snapshots.stop();
  }
}

export interface Asked {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly remoteAddress?: string;
}

/** Understands the newer media type, so that errors have their own status. */
const ACCEPT = 'application/graphql-response+json';

export function post(
  { app }: Pick<TestApi, 'app'>,
  query: string | undefined,
  { headers, remoteAddress, ...body }: Asked = {},
): Promise<LightMyRequestResponse> {
  return app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { accept: ACCEPT, 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ query, ...body }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });
}

export function get(
  { app }: Pick<TestApi, 'app'>,
  query: string | undefined,
  { headers, remoteAddress, operationName, variables, extensions }: Asked = {},
): Promise<LightMyRequestResponse> {
  return app.inject({
    method: 'GET',
    url: '/graphql',
    query: {
      ...(query === undefined ? {} : { query }),
      ...(operationName === undefined ? {} : { operationName }),
      ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }),
      ...(extensions === undefined ? {} : { extensions: JSON.stringify(extensions) }),
    },
    headers: { accept: ACCEPT, 'apollo-require-preflight': 'yes', ...headers },
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });
}

export const answerOf = (response: Pick<LightMyRequestResponse, 'json'>): Answer => response.json<Answer>();

/** Of the only error of an answer: its status and code. */
export function refusalOf(response: LightMyRequestResponse): readonly [status: number, code: unknown] {
  const { errors = [] } = answerOf(response);
  return [response.statusCode, errors.map(({ extensions }) => extensions['code']).join(' ')];
}

/** What the caller may still spend, by the header. */
export const pointsLeft = (response: LightMyRequestResponse): number =>
  Number(/"cost";r=(\d+)/.exec(String(response.headers['ratelimit']))?.[1]);

/**
 * Statements that some work sends: each takes a connection of the pool. What the service writes every ten seconds, whatever
 * it is asked, is written later.
 */
export async function statementsOf({ pool }: Database, work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const onAcquire = () => count++;
  const later = jest.spyOn(OperationMinutes.prototype, 'write').mockResolvedValue();
  pool.on('acquire', onAcquire);
  try {
    await work();
  } finally {
    pool.off('acquire', onAcquire);
    later.mockRestore();
  }
  return count;
}
