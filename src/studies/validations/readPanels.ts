import type pg from 'pg';
import { inSnapshot } from '../../database/transaction.js';
import { parseMethod } from '../../method/loadMethod.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { MarketPanel, ScorePanel } from '../../validation/figures/panel.js';
import { readMarketPanel } from './readMarketPanel.js';
import { readScorePanel, type ScoredMode } from './readScorePanel.js';

/** All that a validation needs, as of one moment of the store. */
export interface Panels {
  readonly market: MarketPanel;
  readonly scores: ScorePanel;
  /** The first and the last session with scores. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** The method of the scores of the last session, by its hash. */
  readonly methodHash: string;
  /** The parameter `validated_from` of that method; null: none. */
  readonly validatedFrom: IsoDate | null;
}

/**
 * Reads what a validation of a method and mode needs. The store is not held while figures are computed.
 *
 * @param signal ends the work with its reason
 * @throws UserError where the store has no scores of the method and mode
 */
export function readPanels(pool: pg.Pool, of: ScoredMode, signal?: AbortSignal): Promise<Panels> {
  return inSnapshot(pool, async (client) => {
    const stored = await readMarketPanel(client, signal);
    const { scores, span } = await readScorePanel(client, of, stored, signal);
    if (span === null) {
      throw new UserError(
        `Expected scores of the method "${shown(of.methodName)}" and ${of.mode}, got none: name a method that is scored.`,
      );
    }
    const { hash, document } = await readMethod(client, of, span.to);
    const { validated_from: validatedFrom = null } = parseMethod(document, `of the stored method ${hash}`);
    return { market: stored.market, scores, ...span, methodHash: hash, validatedFrom };
  });
}

async function readMethod(
  client: pg.ClientBase,
  { methodName, mode }: ScoredMode,
  day: IsoDate,
): Promise<{ readonly hash: string; readonly document: string }> {
  const { rows } = await client.query<{ hash: string; document: string }>(
    `SELECT hash, document FROM scored_days JOIN runs ON runs.id = run_id JOIN methods ON hash = method_hash
     WHERE method = $1 AND scored_days.mode = $2 AND scored_days.day = $3`,
    [methodName, mode, day],
  );
  return rows[0];
}
