import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { MetricUnit } from '../../companies/figures/metricCodes.js';
import type { StatementMetric } from '../../market/facts.js';
import { isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { CompanyDay } from '../metric/companyFiguresLoader.js';

/** The most suggestions of a company that are shown. */
export const MOST_SUGGESTED = 100;

/** A suggested figure as it is stored. */
export interface SuggestedRow {
  readonly document_id: number;
  readonly code: StatementMetric;
  readonly period_end: IsoDate | null;
  readonly months: number | null;
  readonly value: number;
  readonly unit: MetricUnit;
  readonly confidence: number;
  readonly text: string;
  readonly page: number | null;
}

/** Loads what the documents of companies suggest: those that are READY and were published by a day, the newest first. */
export function suggestedLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<CompanyDay, readonly SuggestedRow[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<SuggestedRow & { readonly at: number }>`
      SELECT asked.at, of_stock.*
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ on }) => isoOf(on))}::date[]
      ) WITH ORDINALITY AS asked (stock, day, at)
      CROSS JOIN LATERAL (
        SELECT figures.document_id, figures.code, figures.period_end, figures.months, figures.value, figures.unit,
          figures.confidence, figures.text, figures.page
        FROM documents JOIN document_figures AS figures ON figures.document_id = documents.id
        WHERE documents.stock_id = asked.stock AND documents.published_on <= asked.day
          AND documents.status = 'READY' AND documents.deleted_at IS NULL
        ORDER BY documents.published_on DESC, documents.id DESC, figures.place
        LIMIT ${MOST_SUGGESTED}::integer
      ) AS of_stock`);
    return inOrderOfKeys(keys.length, rows);
  });
}
