import type pg from 'pg';
import type { ScoredStock } from '../harness/store.js';
import { PENALTY_COLUMNS, PILLAR_COLUMNS, type PillarColumn } from './peers/rows.js';

const NEWEST_SCORES = `
  FROM unnest(enum_range(NULL::mode)) AS modes (mode)
  CROSS JOIN LATERAL (
    SELECT run_id FROM scored_days WHERE scored_days.mode = modes.mode ORDER BY day DESC LIMIT 1
  ) AS run
  JOIN scores ON scores.run_id = run.run_id AND scores.mode = modes.mode
  JOIN stocks ON stocks.id = scores.stock_id
  JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL`;

/**
 * What the peers need in addition to GreyOak's tables. GreyOak computes components and weights of pillars; the peers read
 * them from tables. The views are for PostGraphile, whose schema is that of the database.
 */
const SCHEMA = `
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.weights (
  run_id integer, mode mode, sector_id smallint,
  ${columns((column) => `${column} double precision NOT NULL`)},
  PRIMARY KEY (run_id, mode, sector_id)
);
CREATE TABLE bench.components (
  run_id integer, stock_id integer, pillar text, position smallint,
  name text NOT NULL, points double precision, weight double precision NOT NULL,
  PRIMARY KEY (run_id, stock_id, pillar, position)
);
CREATE TYPE bench.scored_pillar AS (name text, score double precision);
CREATE TYPE bench.weighted_pillar AS (
  name text, score double precision, weight double precision, contribution double precision);
CREATE TYPE bench.penalty_part AS (kind text, points double precision);
CREATE VIEW bench.scores AS
  SELECT scored_days.mode, scored_days.day, stocks.ticker, companies.name, scores.band, scores.confidence,
    scores.value::double precision AS value, scores.weighted::double precision AS weighted,
    scores.penalty::double precision AS penalty,
    ${columns((column) => `scores.${column}::double precision AS ${column}`)},
    ${PENALTY_COLUMNS.map(([, column]) => `scores.${column}::double precision AS ${column}`).join(', ')},
    ARRAY[${pillars((name, column) => `ROW('${name}', scores.${column})::bench.scored_pillar`)}] AS pillars,
    ARRAY[${PENALTY_COLUMNS.map(([kind, column]) => `ROW('${kind}', scores.${column})::bench.penalty_part`).join(', ')}] AS penalty_parts
  FROM scored_days
  JOIN scores ON scores.run_id = scored_days.run_id AND scores.mode = scored_days.mode
  JOIN stocks ON stocks.id = scores.stock_id
  JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL;
CREATE VIEW bench.newest AS
  SELECT modes.mode, stocks.ticker, companies.name, scores.band, scores.value::double precision AS value
  ${NEWEST_SCORES};
CREATE VIEW bench.cards AS
  SELECT modes.mode, stocks.ticker, companies.name, scores.run_id, scores.stock_id, scores.band,
    scores.value::double precision AS value,
    ${columns((column) => `scores.${column}::double precision AS ${column}`)},
    ${columns((column) => `weights.${column} AS ${column}_weight`)},
    ${columns((column) => `(scores.${column} * weights.${column}::numeric)::double precision AS ${column}_contribution`)},
    ARRAY[${pillars(
      (name, column) =>
        `ROW('${name}', scores.${column}, weights.${column}, scores.${column} * weights.${column}::numeric)::bench.weighted_pillar`,
    )}] AS pillars
  ${NEWEST_SCORES}
  JOIN bench.weights
    ON weights.run_id = scores.run_id AND weights.mode = scores.mode AND weights.sector_id = scores.sector_id;
COMMENT ON VIEW bench.scores IS E'@name day_score\\n@primaryKey mode,day,ticker';
COMMENT ON VIEW bench.newest IS E'@name newest_score\\n@primaryKey mode,ticker';
COMMENT ON VIEW bench.cards IS E'@name card\\n@primaryKey mode,ticker\\n@unique run_id,stock_id';
COMMENT ON TABLE bench.components IS
  E'@foreignKey (run_id, stock_id) references bench.cards (run_id, stock_id)|@foreignFieldName components|@foreignSimpleFieldName components';
`;

function pillars(text: (name: string, column: PillarColumn) => string): string {
  return PILLAR_COLUMNS.map(([name, column]) => text(name, column)).join(', ');
}

function columns(text: (column: PillarColumn) => string): string {
  return PILLAR_COLUMNS.map(([, column]) => text(column)).join(', ');
}

/** A pillar of GreyOak's answer to the operation `card`. */
export interface AnsweredPillar {
  readonly name: string;
  readonly weight: number;
  readonly components: readonly {
    readonly name: string;
    readonly points: number | null;
    readonly weight: number;
  }[];
}

/** @param pillarsOf asks GreyOak for the pillars of a stock, of its newest score for investors */
export async function makeBenchTables(
  pool: Pick<pg.Pool, 'query'>,
  stocks: readonly ScoredStock[],
  pillarsOf: (ticker: string) => Promise<readonly AnsweredPillar[]>,
): Promise<void> {
  await pool.query(SCHEMA);
  const withWeights = new Set<number>();
  for (const { ticker, run_id, stock_id, sector_id } of stocks) {
    const pillars = await pillarsOf(ticker);
    if (!withWeights.has(sector_id)) {
      withWeights.add(sector_id);
      const weights = PILLAR_COLUMNS.map(([name]) => pillars.find((pillar) => pillar.name === name)?.weight);
      await pool.query(`INSERT INTO bench.weights VALUES ($1, 'INVESTOR', $2, $3, $4, $5, $6, $7, $8)`, [
        run_id,
        sector_id,
        ...weights,
      ]);
    }
    const rows = pillars.flatMap(({ name: pillar, components }) =>
      components.map((component, position) => ({ ...component, pillar, position })),
    );
    await pool.query(
      `INSERT INTO bench.components (run_id, stock_id, pillar, position, name, points, weight)
       SELECT $1, $2, pillar, position, name, points, weight
       FROM json_to_recordset($3)
         AS (pillar text, position smallint, name text, points double precision, weight double precision)`,
      [run_id, stock_id, JSON.stringify(rows)],
    );
  }
  // As a store is after some use: vacuumed, and with statistics.
  await pool.query('VACUUM ANALYZE');
}
