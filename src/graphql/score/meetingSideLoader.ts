import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { dayOf } from '../../market/day.js';
import { eventDistances } from '../../market/events.js';
import type { CompanyEvent } from '../../market/facts.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

export interface MeetingKey {
  readonly stockId: number;
  /** The day of the score. */
  readonly day: IsoDate;
  /** How many calendar days away its nearest results or board meeting was, above 0. */
  readonly days: number;
  /** The batch as of which the run read the facts. */
  readonly batch: number;
}

interface EventRow {
  readonly at: number;
  readonly kind: CompanyEvent['kind'];
  readonly day: Day;
  readonly announcedOn: Day;
}

/**
 * Loads whether the nearest results or board meeting of a score was before its day or after it, as `meetingSide` of
 * `CrossSection`; NaN where the facts that the run read are no longer stored under the stock.
 */
export function meetingSideLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<MeetingKey, number, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<EventRow>`
      SELECT asked.at, event.kind, event.day - date '1970-01-01' AS day,
        event.announced_on - date '1970-01-01' AS "announcedOn"
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ day }) => day)}::date[],
        ${keys.map(({ days }) => days)}::integer[],
        ${keys.map(({ batch }) => batch)}::integer[]
      ) WITH ORDINALITY AS asked (stock_id, day, days, batch, at)
      JOIN company_events AS event
        ON event.stock_id = asked.stock_id
        AND event.day IN (asked.day - asked.days, asked.day + asked.days)
        AND event.recorded_in <= asked.batch
        AND (event.superseded_in IS NULL OR event.superseded_in > asked.batch)`);
    return inOrderOfKeys(keys.length, rows).map(
      (own, at) => eventDistances(own, dayOf(keys[at].day)).meetingSide,
    );
  });
}
