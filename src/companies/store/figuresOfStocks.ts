import type { RawBuilder } from 'kysely';
import type { Day } from '../../scoring/names.js';
import type { CompanyFigures } from '../figures/companyFigures.js';

/**
 * Reads all figures of some companies.
 *
 * @param stocks ids of stocks
 * @param on what was published later does not count
 * @param read sends a statement: `(query) => reads.rows(query)`. All are sent before any is awaited.
 * @returns one for each of the stocks
 */
export function figuresOfStocks(
  _stocks: readonly number[],
  _on: Day,
  _read: <Row>(query: RawBuilder<Row>) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<number, CompanyFigures>> {
  throw new Error('not there yet');
}
