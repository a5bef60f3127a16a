import type DataLoader from 'dataloader';
import { sql, type RawBuilder } from 'kysely';
import { joinedRisk, riskColumns } from '../../books/risk/loadRiskBooks.js';
import type { RiskRow } from '../../books/risk/riskBook.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import { PRICES } from '../limits/prices.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Names a risk by its run and stock. */
export interface RiskKey {
  readonly runId: number;
  readonly ticker: Ticker;
}

/** Loads the risk that one run stored of a stock, current or not; null where there is none. */
export function riskOfRunLoader({ reads }: Sources): DataLoader<RiskKey, RiskRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<RiskRow & { readonly at: number }>`
      SELECT asked.at, ${riskColumns}
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ ticker }) => ticker)}::text[]
      ) WITH ORDINALITY AS asked (run_id, ticker, at)
      JOIN stocks AS named ON named.ticker = asked.ticker
      JOIN risks AS assessed ON assessed.run_id = asked.run_id AND assessed.stock_id = named.id
      ${joinedRisk}`,
      PRICES.scoreRow,
    );
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}

export interface RisksBeforeKey {
  readonly stockId: number;
  /** All risks are of sessions before this day. */
  readonly before: IsoDate;
  /** The most risks to load. */
  readonly count: number;
}

/** Loads a stock's current risks before a day, the newest first. */
export function formerRisksLoader({
  reads,
}: Sources): DataLoader<RisksBeforeKey, readonly RiskRow[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<RiskRow & { readonly at: number }>`
      SELECT asked.at, ${riskColumns}
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ before }) => before)}::date[],
        ${keys.map(({ count }) => count)}::integer[]
      ) WITH ORDINALITY AS asked (stock_id, before, count, at)
      CROSS JOIN LATERAL (
        SELECT risks.*
        FROM current_risks AS risks
        WHERE risks.stock_id = asked.stock_id AND risks.day < asked.before
        ORDER BY risks.day DESC
        LIMIT asked.count
      ) AS assessed
      ${joinedRisk}
      ORDER BY asked.at, assessed.day DESC`,
      PRICES.scoreRow,
    );
    return inOrderOfKeys(keys.length, rows);
  });
}

/** A span of one stock's risks, both ends inclusive; a null end is open. */
export interface RiskSpan {
  readonly stockId: number;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

export interface RiskSpanPage extends RiskSpan {
  /** Day of the newer risk that the page comes after; null: none. */
  readonly after: IsoDate | null;
  /** Day of the older risk that the page comes before; null: none. */
  readonly before: IsoDate | null;
  readonly limit: number;
}

const span = (keys: readonly RiskSpan[]) => sql`
  ${keys.map(({ stockId }) => stockId)}::integer[],
  ${keys.map(({ from }) => from)}::date[],
  ${keys.map(({ to }) => to)}::date[]`;

/** As the view current_risks, by a join: it is the faster one where most of a stock's risks are wanted. */
const currentRisks = sql.raw('risks JOIN assessed_days USING (day, run_id)');

const withinSpan = sql.raw(`
  risks.stock_id = asked.stock_id
  AND risks.day >= coalesce(asked.since, '-infinity')
  AND risks.day <= coalesce(asked.until, 'infinity')`);

type HistoryLoader = DataLoader<RiskSpanPage, readonly RiskRow[], string>;

/** Loads pages of current risks that are counted from the newest one. The newest comes first. */
export const riskHistoryLoader = ({ reads }: Sources): HistoryLoader => pagesOf(reads, sql`DESC`);

/** Loads pages of current risks that are counted from the oldest one. The newest comes first. */
export const riskHistoryFromEndLoader = ({ reads }: Sources): HistoryLoader => pagesOf(reads, sql`ASC`);

function pagesOf(reads: Sources['reads'], direction: RawBuilder<unknown>): HistoryLoader {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<RiskRow & { readonly at: number }>`
      SELECT asked.at, ${riskColumns}
      FROM unnest(
        ${span(keys)},
        ${keys.map(({ after }) => after)}::date[],
        ${keys.map(({ before }) => before)}::date[],
        ${keys.map(({ limit }) => limit)}::integer[]
      ) WITH ORDINALITY AS asked (stock_id, since, until, after, before, size, at)
      CROSS JOIN LATERAL (
        SELECT risks.*
        FROM ${currentRisks}
        WHERE ${withinSpan}
          AND risks.day < coalesce(asked.after, 'infinity')
          AND risks.day > coalesce(asked.before, '-infinity')
        ORDER BY risks.day ${direction}
        LIMIT asked.size
      ) AS assessed
      ${joinedRisk}
      ORDER BY asked.at, assessed.day DESC`,
      PRICES.scoreRow,
    );
    return inOrderOfKeys(keys.length, rows);
  });
}

/** Counts the current risks of spans. */
export function riskCountLoader({ reads }: Sources): DataLoader<RiskSpan, number, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<{ readonly at: number; readonly count: number }>`
      SELECT asked.at, counted.count
      FROM unnest(${span(keys)}) WITH ORDINALITY AS asked (stock_id, since, until, at)
      CROSS JOIN LATERAL (SELECT count(*) AS count FROM ${currentRisks} WHERE ${withinSpan}) AS counted`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row.count);
  });
}
