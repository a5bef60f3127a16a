import { canonicalJson } from '../../canonicalJson.js';
import type { AuthKey } from '../authKey.js';

/** An entry as the chain covers it: each column as PostgreSQL writes it, so that no digit of a change is lost. */
export interface ChainedEntry {
  readonly id: number;
  /** In UTC, with microseconds. */
  readonly at: string;
  readonly action: string;
  readonly result: string;
  readonly userId: number | null;
  readonly apiKeyId: number | null;
  readonly address: string | null;
  readonly operationName: string | null;
  readonly subject: string | null;
  /** JSON. */
  readonly details: string;
}

/** What a statement selects of `audit_entries AS entry` to get a ChainedEntry. */
export const CHAINED_COLUMNS = `
  entry.id, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, entry.action, entry.result,
  entry.user_id AS "userId", entry.api_key_id AS "apiKeyId", entry.address, entry.operation_name AS "operationName",
  entry.subject, entry.details::text AS details`;

/** Where the chain ends, or a part of it. */
export interface ChainHead {
  /** The place in the chain; 0 before the first entry. */
  readonly seq: number;
  readonly hash: Buffer;
}

/** Where each chain begins. */
export const CHAIN_START: ChainHead = { seq: 0, hash: Buffer.alloc(32) };

/** Returns the link of the chain for an entry, after another link. */
export function linkOf(authKey: AuthKey, entry: ChainedEntry, before: ChainHead): ChainHead {
  const seq = before.seq + 1;
  // In the order of ChainedEntry, whatever else the row has.
  const { id, at, action, result, userId, apiKeyId, address, operationName, subject, details } = entry;
  const covered = { id, at, action, result, userId, apiKeyId, address, operationName, subject, details };
  const text = canonicalJson({ seq, entry: covered, before: before.hash.toString('hex') });
  return { seq, hash: authKey.hmac('audit', text) };
}

/** Returns the HMAC that proves an anchor: a link that the rest of the chain goes on from. */
export function anchorMac(authKey: AuthKey, { seq, hash }: ChainHead): Buffer {
  return authKey.hmac('audit', canonicalJson({ anchor: seq, hash: hash.toString('hex') }));
}

/** Writes a head as `greyoak audit head` prints it: SEQ:HASH. */
export const headText = ({ seq, hash }: ChainHead): string => `${seq}:${hash.toString('hex')}`;
