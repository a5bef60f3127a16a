import { servedMethod } from '../../runs/servedMethod.js';
import { firedNames } from '../firedNames.js';
import { given, type SqlColumn } from '../sqlTable.js';
import { dailyTable } from './dailyTable.js';
import type { TableSource } from './tableSource.js';

/** The letter of each pillar is its column in the store. */
const PILLARS = {
  fundamentals: 'score.f',
  technicals: 'score.t',
  relative_strength: 'score.r',
  ownership: 'score.o',
  quality: 'score.q',
  sector_momentum: 'score.s',
};

const POINTS = ['liquidity', 'pledge', 'volatility', 'event', 'governance'];

const COLUMNS: readonly SqlColumn[] = [
  { name: 'date', sql: 'score.day', type: 'date' },
  { name: 'mode', sql: 'score.mode', type: 'text' },
  { name: 'ticker', sql: 'stock.ticker', type: 'text' },
  { name: 'method', sql: 'served.method', type: 'text' },
  { name: 'run', sql: 'score.run_id', type: 'int4' },
  { name: 'position', type: 'int8' },
  { name: 'value', type: 'numeric' },
  { name: 'band', type: 'text' },
  { name: 'previous_value', type: 'numeric' },
  { name: 'previous_band', type: 'text' },
  { name: 'weighted', type: 'numeric' },
  { name: 'before_guardrails', type: 'numeric' },
  { name: 'guardrails', sql: 'fired', type: 'int2', textOf: firedNames },
  { name: 'band_trace', type: 'text' },
  ...Object.entries(PILLARS).map(([name, sql]) => ({ name, sql, type: 'numeric' }) as const),
  { name: 'penalty', type: 'numeric' },
  { name: 'penalty_before_cap', type: 'numeric' },
  { name: 'penalty_cap', type: 'numeric' },
  ...POINTS.map((part) => ({ name: `${part}_points`, type: 'numeric' }) as const),
  { name: 'confidence', type: 'float8' },
  { name: 'coverage', type: 'float8' },
  { name: 'freshness', type: 'float8' },
  { name: 'source_penalty', type: 'float8' },
  { name: 'imputed_fraction', type: 'float8' },
  { name: 'sector', sql: 'sector.key', type: 'text' },
  { name: 'sector_z', type: 'float8' },
  { name: 'traded_value_cr', type: 'float8' },
  { name: 'pledged_fraction', type: 'float8' },
  { name: 'sigma20', type: 'float8' },
  { name: 'volatility_threshold', type: 'float8' },
  { name: 'days_to_meeting', type: 'int4' },
  { name: 'days_since_governance', type: 'int4' },
];

/** The current scores of a method. */
export const scores: TableSource = async (input) => {
  const { client, request } = input;
  const { mode } = request;
  const method = request.method ?? (await servedMethod(client)) ?? '';
  return dailyTable(
    input,
    {
      columns: COLUMNS,
      from: `scored_days AS served JOIN scores AS score ON score.run_id = served.run_id AND score.mode = served.mode
        JOIN stocks AS stock ON stock.id = score.stock_id JOIN sectors AS sector ON sector.id = score.sector_id
        WHERE served.method = ${given('method', 'text')} ${mode === null ? '' : `AND served.mode = ${given('mode', 'mode')}`}`,
      day: 'served.day',
      order: 'score.mode, stock.ticker COLLATE "C"',
    },
    { method, ...(mode !== null && { mode }) },
  );
};
