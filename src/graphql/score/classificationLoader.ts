import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Classification, Company } from '../../market/facts.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

export interface ClassificationKey {
  readonly stockId: number;
  /** The batch as of which the facts are read. */
  readonly batch: number;
}

/** What decides the sector group of a company. */
export interface ClassificationFacts {
  /** Null where the company was not known. */
  readonly company: Company | null;
  readonly rows: readonly Classification[];
}

interface Row extends Classification, Company {
  readonly at: number;
  /** Whether the row is of companies.csv as it was at the batch. */
  readonly isCompany: boolean;
}

/** Loads what decides the sector group of a company, as recorded at a batch. */
export function classificationLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<ClassificationKey, ClassificationFacts, string> {
  return keyedLoader(async (keys) => {
    const known = sql`recorded_in <= asked.batch AND (superseded_in IS NULL OR superseded_in > asked.batch)`;
    const rows = await reads.rows(sql<Row>`
      SELECT asked.at, ticker, row.*
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ batch }) => batch)}::integer[]
      ) WITH ORDINALITY AS asked (stock_id, batch, at)
      JOIN stocks ON stocks.id = asked.stock_id
      CROSS JOIN LATERAL (
        SELECT true AS "isCompany", false AS "ofCompany", NULL::integer AS "from", industry,
          basic_industry AS "basicIndustry", sector_group AS "sectorGroup"
        FROM companies WHERE stock_id = asked.stock_id AND ${known}
        UNION ALL
        SELECT false, of_company, from_day - date '1970-01-01', industry, basic_industry, sector_group
        FROM classifications WHERE stock_id = asked.stock_id AND ${known}
      ) AS row`);
    return inOrderOfKeys(keys.length, rows).map((own) => ({
      company: own.find(({ isCompany }) => isCompany) ?? null,
      rows: own.filter(({ isCompany }) => !isCompany),
    }));
  });
}
