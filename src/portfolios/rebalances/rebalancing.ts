import type { Database } from '../../database/database.js';
import { statementCompiler } from '../../database/statementCompiler.js';
import type { ReadRows } from '../market/readRows.js';
import type { TradeCosts } from '../optimiser/problem.js';
import type { Solving } from './computeAnswer.js';

/** What rebalances are made with. */
export interface Rebalancing {
  readonly database: Pick<Database, 'db' | 'pool' | 'query' | 'writers'>;
  readonly solver: Solving;
  /** What trades cost where a portfolio does not say it. */
  readonly costs: TradeCosts;
}

/** Returns what reads over the connections of reads, until a signal ends it. */
export const readsOf =
  ({ query }: Pick<Database, 'query'>, signal?: AbortSignal): ReadRows =>
  (statement) => {
    const { sql, parameters } = statement.compile(statementCompiler);
    return query(sql, parameters, signal);
  };
