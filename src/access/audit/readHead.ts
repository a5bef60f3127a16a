import type pg from 'pg';
import { CHAIN_START, type ChainHead } from './chainedEntry.js';

/** Returns the last link of the chain; where all was pruned, the anchor; where there was none ever, the start. */
export async function readHead(client: Pick<pg.ClientBase, 'query'>): Promise<ChainHead> {
  const { rows } = await client.query<ChainHead>(
    `(SELECT seq, hash FROM audit_chain ORDER BY seq DESC LIMIT 1)
     UNION ALL (SELECT seq, hash FROM audit_anchor) ORDER BY seq DESC LIMIT 1`,
  );
  return rows.at(0) ?? CHAIN_START;
}
