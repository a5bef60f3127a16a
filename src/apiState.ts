import type pg from 'pg';
import type { AccessMode } from './access/decideAccess.js';
import { codedError } from './graphql/codedError.js';
import type { Services } from './graphql/context.js';
import type { Readiness } from './http/health.js';
import type { BehindReason, ScoresBehind } from './runs/scoresBehind.js';

/** What the API stands on: its services, or the phase that it still waits for. */
export type ApiState =
  | { readonly phase: string }
  | {
      readonly services: Services;
      readonly access: AccessMode;
      /** Whether it still answers, but is to get no more requests. */
      readonly isStopping?: boolean;
    };

/** Returns the services; null while there are none. */
export const servicesIn = (state: ApiState): Services | null => ('services' in state ? state.services : null);

/** @throws GraphQLError OVERLOADED while there are no services */
export function requireServices(state: ApiState): Services {
  if ('services' in state) return state.services;
  throw codedError(
    'OVERLOADED',
    `Not ready yet: ${state.phase}. Ask again in a moment; /health/ready tells when.`,
    { status: 503, retryAfter: 1 },
  );
}

/** Who may use the API where no setting says so: as long as the store is not read, callers are not taken for its own user. */
export function accessModeOf(state: ApiState): AccessMode {
  return 'services' in state ? state.access : 'closed';
}

/** Whether sockets and streams may be opened. */
export function takesSubscribers(state: ApiState): boolean {
  return 'services' in state && state.isStopping !== true;
}

/**
 * Tells whether requests can be answered, which includes that the database answers.
 *
 * @param scoresBehind tells since when scores are behind; null if they are not. A service that is behind still answers
 */
export async function readinessOf(
  state: ApiState,
  scoresBehind: () => Promise<ScoresBehind | null>,
): Promise<Readiness> {
  if (!('services' in state)) return { ready: false, reason: state.phase };
  if (state.isStopping) return { ready: false, reason: 'the service is stopping' };
  try {
    await state.services.database.ping();
  } catch (error) {
    return { ready: false, reason: reasonOf(error as NodeJS.ErrnoException) };
  }
  const behind = await scoresBehind();
  if (behind === null) return { ready: true };
  const { since, session, reason } = behind;
  return { ready: true, behind: { since, reason: `the scores of ${session} lack facts: ${BEHIND[reason]}` } };
}

/** What becomes of scores that are behind. Others may see it, so it has nothing of an error. */
const BEHIND: Readonly<Record<BehindReason, string>> = {
  RUNNING: 'a rescore runs',
  RETRYING: 'a rescore failed and will be tried again',
  WAITING: 'a rescore waits for a worker',
  FAILED: 'the last rescore failed; its run says why',
  NOT_QUEUED: 'no rescore is queued',
};

const REASONS: Readonly<Record<string, string>> = {
  '53300': 'the database has no connection left',
  '57P03': 'the database is starting up or shutting down',
};

/** Says why the database does not answer. Others may see it, so it has no more of the error than its code. */
function reasonOf({ code }: NodeJS.ErrnoException): string {
  const reason = REASONS[code ?? ''] ?? 'the database does not answer';
  return code === undefined ? reason : `${reason} (${code})`;
}

/** The pool of connections; null until the database is open. */
export function poolOf(state: ApiState): pg.Pool | null {
  return 'services' in state ? state.services.database.pool : null;
}
