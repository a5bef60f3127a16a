import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { FlagKind } from '../../market/imports/refusal.js';
import { knownAt, type Moment } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { askedSpans } from '../askedSpans.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader } from '../momentLoader.js';
import type { BarSpan } from './barSpan.js';

/** What is odd about the bar or the action of a day. */
export interface DayFlag {
  readonly day: IsoDate;
  readonly kind: FlagKind;
  readonly detail: string;
}

/** Loads the flags of the days of spans, ascending by day and kind. */
export function barFlagsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<BarSpan, readonly DayFlag[], string> {
  return momentLoader(async (keys, moment) => {
    const rows = await reads.rows(sql<DayFlag & { readonly at: number }>`
      SELECT asked.at, flags.day, flags.kind, flags.detail
      FROM ${askedSpans(keys)}
      JOIN ${flagsAt(moment)} AS flags
        ON flags.stock_id = asked.stock_id AND flags.day BETWEEN asked.since AND asked.until
      ORDER BY asked.at, flags.day, flags.kind`);
    return inOrderOfKeys(keys.length, rows);
  });
}

/** Those of now are kept with the bars. Those of then are what was found when the rows of then were recorded. */
function flagsAt(moment: Moment) {
  if (moment === null) return sql`bar_flags`;
  return sql`(
    SELECT flagged.stock_id, flagged.day, flagged.kind, flagged.detail
    FROM flagged_rows AS flagged
    WHERE EXISTS (
      SELECT FROM bars
      WHERE bars.stock_id = flagged.stock_id AND bars.day = flagged.day AND bars.recorded_in = flagged.batch_id
        AND ${knownAt('bars', moment)}
    ) OR EXISTS (
      SELECT FROM actions
      WHERE actions.stock_id = flagged.stock_id AND actions.ex_date = flagged.day
        AND actions.recorded_in = flagged.batch_id AND ${knownAt('actions', moment)}
    )
  )`;
}
