import type pg from 'pg';
import type { AuthKey } from '../authKey.js';
import {
  anchorMac,
  CHAINED_COLUMNS,
  CHAIN_START,
  headText,
  linkOf,
  type ChainedEntry,
  type ChainHead,
} from './chainedEntry.js';

/** Links that are read at a time. */
const FETCHED = 5_000;
/** Findings that are listed; the rest are counted. */
const MOST_LISTED = 100;
/** An entry is chained within a second of its commit. One that waits for longer than this is a finding. */
const WAIT_SECONDS = 10;
/**
 * An entry is stored at the end of its act, and the end of a minute at most, so that entries are chained about in the
 * order of their times. One that claims to be older than this than an entry before it was inserted later.
 */
const LATE_MS = 15 * 60_000;

/** Something that shows a change of the audit. */
export interface ChainFinding {
  /** The place in the chain; null: of an entry without one. */
  readonly seq: number | null;
  /** The id of the entry; null: not known. */
  readonly entryId: number | null;
  readonly text: string;
}

export interface ChainReport {
  /** Entries of the chain. */
  readonly entries: number;
  readonly head: ChainHead;
  /** Up to where entries were pruned; null: none were. */
  readonly prunedTo: number | null;
  /** The first findings, at most 100. */
  readonly findings: readonly ChainFinding[];
  /** The number of all findings. */
  readonly count: number;
}

/**
 * Finds entries of the audit that were edited, deleted, inserted or moved, gaps in the chain and, with a head that was
 * kept elsewhere, a chain that was cut.
 *
 * @param client in a transaction that sees one state of the store
 * @param kept a head that was noted earlier; null: a cut end shows only where its entries are left
 */
export async function verifyChain(
  client: pg.ClientBase,
  authKey: AuthKey,
  kept: ChainHead | null = null,
): Promise<ChainReport> {
  const verifier = new Verifier(authKey, kept);
  const { rows: anchors } = await client.query<ChainHead & { readonly mac: Buffer }>(
    'SELECT seq, hash, mac FROM audit_anchor',
  );
  const anchor = anchors.at(0) ?? null;
  if (anchor !== null) verifier.beginAt(anchor);
  await client.query(
    `DECLARE audit_links NO SCROLL CURSOR FOR
     SELECT chain.seq, chain.entry_id AS "entryId", chain.hash, ${CHAINED_COLUMNS},
       extract(epoch FROM entry.at)::float8 * 1000 AS ms
     FROM audit_chain AS chain LEFT JOIN audit_entries AS entry ON entry.id = chain.entry_id ORDER BY chain.seq`,
  );
  for (;;) {
    const { rows } = await client.query<Link>(`FETCH ${FETCHED} FROM audit_links`);
    for (const link of rows) verifier.take(link);
    if (rows.length < FETCHED) break;
  }
  await client.query('CLOSE audit_links');
  verifier.requireKept(anchor);
  const { rows: loose } = await client.query<Loose>(LOOSE, [WAIT_SECONDS, MOST_LISTED]);
  return verifier.report(loose, anchor?.seq ?? null);
}

type Link = ChainHead & { readonly entryId: number; readonly ms: number } & (
    ChainedEntry | { readonly id: null }
  );

interface Loose {
  readonly id: number;
  /** Since when it waits to be chained; null: it does not. */
  readonly since: string | null;
  /** Of all of them. */
  readonly count: number;
}

/** Entries without a link, other than those that were committed a moment ago. */
const LOOSE = `
  SELECT entry.id, pending.since::text AS since, count(*) OVER () AS count
  FROM audit_entries AS entry
  LEFT JOIN audit_pending AS pending ON pending.entry_id = entry.id
  WHERE NOT EXISTS (SELECT FROM audit_chain AS chain WHERE chain.entry_id = entry.id)
    AND (pending.entry_id IS NULL
         OR abs(extract(epoch FROM clock_timestamp() - pending.since)) > $1)
  ORDER BY entry.id LIMIT $2`;

class Verifier {
  readonly #findings: ChainFinding[] = [];
  #count = 0;
  #entries = 0;
  #last: ChainHead = CHAIN_START;
  #newestMs = -Infinity;
  /** The hash at the place of the head that was kept. */
  #atKept: Buffer | null = null;

  constructor(
    private readonly authKey: AuthKey,
    private readonly kept: ChainHead | null,
  ) {}

  beginAt(anchor: ChainHead & { readonly mac: Buffer }): void {
    this.#last = anchor;
    this.#noteKept(anchor);
    if (!anchorMac(this.authKey, anchor).equals(anchor.mac)) {
      this.#find(
        anchor.seq,
        null,
        'the anchor is not one that "greyoak audit prune" left, or AUTH_KEY is another',
      );
    }
  }

  take(link: Link): void {
    const { seq, entryId, hash, ms } = link;
    const before = this.#last;
    this.#entries++;
    this.#last = { seq, hash };
    this.#noteKept(link);
    if (seq !== before.seq + 1) {
      const gap =
        seq <= before.seq
          ? 'the link is before the anchor, up to which all were pruned'
          : `the link follows ${before.seq}: ${seq - before.seq - 1} are missing before it`;
      this.#find(seq, entryId, gap);
      return;
    }
    if (link.id === null) {
      this.#find(seq, entryId, 'the entry was deleted');
      return;
    }
    if (!linkOf(this.authKey, link, before).hash.equals(hash)) {
      this.#find(
        seq,
        entryId,
        'the entry or its link was changed, moved or inserted' +
          (this.#entries === 1 ? ', or AUTH_KEY is another than that of the service' : ''),
      );
    } else if (ms < this.#newestMs - LATE_MS) {
      this.#find(seq, entryId, `the entry claims the time ${link.at}, but was inserted after later ones`);
    }
    this.#newestMs = Math.max(this.#newestMs, ms);
  }

  requireKept(anchor: ChainHead | null): void {
    const { kept } = this;
    if (kept === null || (anchor !== null && kept.seq < anchor.seq)) return;
    const isStart = kept.seq === 0 && kept.hash.equals(CHAIN_START.hash);
    if (isStart || this.#atKept?.equals(kept.hash)) return;
    const got =
      this.#atKept === null ? `the chain ends at ${headText(this.#last)}` : 'it has another hash there';
    this.#find(kept.seq, null, `the head ${headText(kept)} that was kept is not in the chain: ${got}`);
  }

  report(loose: readonly Loose[], prunedTo: number | null): ChainReport {
    for (const { id, since } of loose) {
      const text =
        since === null
          ? 'the entry is not in the chain: its link was deleted, or it was inserted past the trigger'
          : `the entry waits to be chained since ${since}: let a service run, which chains it within a second`;
      this.#find(null, id, text);
    }
    const unlisted = (loose.at(0)?.count ?? 0) - loose.length;
    return {
      entries: this.#entries,
      head: this.#last,
      prunedTo,
      findings: this.#findings,
      count: this.#count + unlisted,
    };
  }

  #noteKept({ seq, hash }: ChainHead): void {
    if (seq === this.kept?.seq) this.#atKept = hash;
  }

  #find(seq: number | null, entryId: number | null, text: string): void {
    this.#count++;
    if (this.#findings.length < MOST_LISTED) this.#findings.push({ seq, entryId, text });
  }
}
