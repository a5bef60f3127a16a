import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { statements } from '../../market/datasets/statements.js';
import { USUAL_MONTHS, type Figure, type StatementMetric } from '../../market/facts.js';
import { eachRow } from '../../market/store/eachRow.js';
import { asRecorded } from '../../market/store/recordFacts.js';
import { stockIds } from '../../market/store/stockIds.js';
import type { Day } from '../../scoring/names.js';
import { CompanyFigures } from '../figures/companyFigures.js';

/** What is derived from in the whole market. Quoted P/Es, which are a third of all figures, are not read. */
const READ: readonly StatementMetric[] = [
  'sales',
  'net_profit',
  'operating_profit',
  'opm',
  'equity',
  'roe',
  'roce',
];
/** No period of another length is derived from. */
const USUAL = (['QUARTER', 'ANNUAL'] as const)
  .map((period) => `(period = '${period}' AND months = ${USUAL_MONTHS[period]})`)
  .join(' OR ');
/** A day of 1,000 companies takes some megabytes. */
const DAYS_KEPT = 4;

/** The figures of all companies as of a day, by the ids of their stocks. */
export type FiguresByStock = ReadonlyMap<number, CompanyFigures>;

/** The figures of all companies that the market is compared by, as recorded at a batch; it keeps the days that were asked for last. */
export class MarketRows {
  readonly #days = new LRUCache<Day, FiguresByStock>({ max: DAYS_KEPT });

  private constructor(private readonly rows: ReadonlyMap<number, readonly Figure[]>) {}

  /** Reads them with one statement for the figures, and one for the tickers. */
  static async read(client: pg.ClientBase, batch: number): Promise<MarketRows> {
    const ids = await stockIds(client);
    const rows = new Map<number, Figure[]>();
    const metrics = READ.map((metric) => `'${metric}'`).join();
    const condition = `metric IN (${metrics}) AND (${USUAL}) AND ${asRecorded(batch)}`;
    const { table } = statements;
    // Each text of a row is a string of its own: of a hundred thousand rows that would be most of the memory.
    const texts = new Map<unknown, string>();
    const shared = <Value>(cell: Value): Value => {
      if (typeof cell !== 'string') return cell;
      const known = texts.get(cell);
      if (known === undefined) texts.set(cell, cell);
      return (known ?? cell) as Value;
    };
    await eachRow(client, table, condition, (cells) => {
      const figure = table.fact(cells.map(shared), ids);
      const stock = cells[0] as number;
      const known = rows.get(stock);
      if (known === undefined) rows.set(stock, [figure]);
      else known.push(figure);
    });
    return new MarketRows(rows);
  }

  /** Returns the figures as of a day, of the companies that have some by then. What of a company is asked for is derived then. */
  asOf(on: Day): FiguresByStock {
    let day = this.#days.get(on);
    if (day === undefined) {
      const companies = new Map<number, CompanyFigures>();
      for (const [stock, rows] of this.rows) {
        if (rows.some(({ publishedOn }) => publishedOn <= on)) {
          companies.set(stock, new CompanyFigures(rows, [], on, false));
        }
      }
      this.#days.set(on, (day = companies));
    }
    return day;
  }
}
