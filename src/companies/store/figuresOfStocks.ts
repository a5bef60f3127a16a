import { sql, type RawBuilder } from 'kysely';
import { actions } from '../../market/datasets/actions.js';
import { statements } from '../../market/datasets/statements.js';
import { factsOfStocks } from '../../market/store/factsOfStocks.js';
import type { Day } from '../../scoring/names.js';
import { CompanyFigures } from '../figures/companyFigures.js';

/**
 * Reads all figures of some companies, as they are recorded now.
 *
 * @param stocks ids of stocks
 * @param on what was published later does not count
 * @param read sends a statement. All are given to it at once, so that the reads of an operation send them as one.
 * @returns one for each of the stocks
 * @example
 * const figures = await figuresOfStocks([stockId], askedDay(on), (query) => reads.rows(query));
 */
export async function figuresOfStocks(
  stocks: readonly number[],
  on: Day,
  read: <Row>(query: RawBuilder<Row>) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<number, CompanyFigures>> {
  const [rows, ofShares, adjusted] = await Promise.all([
    factsOfStocks(statements, stocks, read),
    factsOfStocks(actions, stocks, read),
    read(sql<{ readonly adjusted: boolean }>`SELECT true AS adjusted FROM market_kind WHERE adjusted`),
  ]);
  const figuresOf = (stock: number) =>
    new CompanyFigures(rows.get(stock) ?? [], ofShares.get(stock) ?? [], on, adjusted.length > 0);
  return new Map(stocks.map((stock) => [stock, figuresOf(stock)]));
}
