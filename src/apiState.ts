import type pg from 'pg';
import type { AccessMode } from './access/decideAccess.js';
import { codedError } from './graphql/codedError.js';
import type { Services } from './graphql/context.js';
import type { Readiness } from './http/health.js';

/** What the API stands on: its services, or the phase that it still waits for. */
export type ApiState =
  | { readonly phase: string }
  | {
      readonly services: Services;
      readonly access: AccessMode;
      /** Whether it still answers, but is to get no more requests. */
      readonly isStopping?: boolean;
    };

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

/** Tells whether requests can be answered, which includes that the database answers. */
export async function readinessOf(state: ApiState): Promise<Readiness> {
  if (!('services' in state)) return { ready: false, reason: state.phase };
  if (state.isStopping) return { ready: false, reason: 'the service is stopping' };
  return state.services.database.ping().then(
    () => ({ ready: true as const }),
    (error: NodeJS.ErrnoException) => ({ ready: false as const, reason: reasonOf(error) }),
  );
}

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
