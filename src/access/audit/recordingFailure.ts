import { within } from '../../async/within.js';
import type { Connections } from '../../database/writers.js';
import { UserError } from '../../userError.js';
import type { AuditEntry } from './auditEntry.js';
import { recordAudit } from './recordAudit.js';

/** The record of a failure must not hold up the answer that tells of it for longer. */
const WRITE_MS = 2_000;

/** An act, before it is known how it ends. */
export type AuditedAct = Omit<AuditEntry, 'result'>;

/**
 * Does an act, and records it as FAILED in a transaction of its own if it fails. If the failure cannot be recorded
 * either, because the database is gone, only the log has it.
 *
 * Nothing is recorded where nothing was tried: for bad input (a UserError), for a refusal with a code (a denial is
 * recorded where it is answered), and where the wait for a connection or lock was given up.
 *
 * @param connections for the record; not those of a caller that is gone, which end with it
 * @throws what `work` throws
 */
export async function recordingFailure<Result>(
  connections: Connections,
  act: AuditedAct,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (wasTried(error)) {
      const details = { ...act.details, error: codeOf(error) };
      await write(connections, { ...act, result: 'FAILED', details }).catch(() => undefined);
    }
    throw error;
  }
}

function write(connections: Connections, entry: AuditEntry): Promise<void> {
  return within(WRITE_MS, 'recording a failure', async () => {
    const client = await connections.connect();
    try {
      await recordAudit(client, entry);
      client.release();
    } catch (error) {
      client.release(true);
      throw error;
    }
  });
}

const NOT_TRIED: ReadonlySet<unknown> = new Set(['AbortError', 'QueueFull']);

function wasTried(error: unknown): boolean {
  if (error instanceof UserError) return false;
  const { name, extensions } = error as { readonly name?: unknown; readonly extensions?: unknown };
  return !NOT_TRIED.has(name) && extensions === undefined;
}

/** Returns what tells failures apart without showing values, as messages of PostgreSQL do: an SQLSTATE, or a name. */
function codeOf(error: unknown): string {
  const { code, name } = error as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : 'unknown';
}
