import { z } from 'zod';
import type { JobKind } from '../../jobs/jobKind.js';
import type { IsoDate } from '../../scoring/names.js';

/** Names a rebalance of a model that waits. */
export interface RebalancePayload {
  readonly rebalanceId: number;
  /** The day of the holdings; null: all entries of the journals count. */
  readonly asOf: IsoDate | null;
}

/** Rebalances the portfolios of a model. */
export const rebalanceJob: JobKind<RebalancePayload> = {
  name: 'rebalance_model',
  payload: z.strictObject({
    rebalanceId: z.int().positive(),
    asOf: z.iso.date().nullable() as z.ZodType<IsoDate | null>,
  }),
  attempts: 5,
  revive: async (client, { rebalanceId }) => {
    const { rowCount } = await client.query(
      `UPDATE rebalances SET status = 'QUEUED', error = NULL, finished_at = NULL
       WHERE id = $1 AND status = 'FAILED' AND confirmed_at IS NULL`,
      [rebalanceId],
    );
    return rowCount === 0 ? 'its rebalance is gone, was cancelled, or is done' : null;
  },
};

/** The key of the job of a rebalance. */
export const rebalanceKey = (id: number): string => `rebalance ${id}`;
