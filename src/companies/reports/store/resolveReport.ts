import type pg from 'pg';
import { owned } from '../../../access/owned.js';
import type { Database } from '../../../database/database.js';
import { rowsOver } from '../../../database/rowsOver.js';
import { requireSector } from '../../../market/requireSector.js';
import type { Sectors } from '../../../market/sectors.js';
import { stockIds } from '../../../market/store/stockIds.js';
import { storedSymbols } from '../../../market/store/storedSymbols.js';
import { NotOwned } from '../../../notOwned.js';
import type { Ticker } from '../../../scoring/names.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import type { ReportInputs } from '../names.js';
import type { ReportPortfolio } from '../reportRequest.js';
import type { CheckedReport } from './requireReport.js';

/** What a report is about, as the store knows it. */
export interface ResolvedReport {
  readonly inputs: ReportInputs;
  /** Its name for readers. */
  readonly subject: string;
}

/** What the inputs of reports are looked up in. */
export interface ReportSubjects {
  readonly db: Database['db'];
  readonly sectors: Pick<Sectors, 'groups'>;
}

/**
 * Finds what a report is about.
 *
 * @returns the inputs with the ticker of today
 * @throws UserError for a ticker or sector that is not known; NotOwned for a portfolio that the owner does not have
 */
export async function resolveReport(
  { db, sectors }: ReportSubjects,
  client: pg.ClientBase,
  owner: number,
  { ticker, sector, portfolio }: Pick<CheckedReport, 'ticker' | 'sector' | 'portfolio'>,
): Promise<ResolvedReport> {
  const inputs = { ticker: null, sector: null, portfolioId: null };
  if (portfolio !== null) {
    const subject = await portfolioName(db, client, owner, portfolio);
    return { inputs: { ...inputs, portfolioId: portfolio.text }, subject };
  }
  if (ticker !== null) {
    const known = await tickerOfToday(client, ticker);
    return { inputs: { ...inputs, ticker: known }, subject: known };
  }
  const key = requireSector(sector ?? '', sectors);
  return { inputs: { ...inputs, sector: key }, subject: sectors.groups.get(key) ?? key };
}

/** A symbol that a company has today is that company's, as it is elsewhere. */
async function tickerOfToday(client: pg.ClientBase, ticker: Ticker): Promise<Ticker> {
  if (await hasCompany(client, ticker)) return ticker;
  const renamed = (await storedSymbols(client, await stockIds(client))).newestOf(ticker);
  if (renamed !== null && (await hasCompany(client, renamed))) return renamed;
  throw new UserError(
    `Expected the ticker of a known company, got "${shown(ticker)}": check the spelling, or find it with ` +
      'stocks(filter: { search }).',
  );
}

async function hasCompany(client: pg.ClientBase, ticker: Ticker): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM stocks JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL
     WHERE stocks.ticker = $1`,
    [ticker],
  );
  return rows.length > 0;
}

async function portfolioName(
  db: Database['db'],
  client: pg.ClientBase,
  owner: number,
  { id, text }: ReportPortfolio,
): Promise<string> {
  const statement = db
    .selectFrom('portfolios as portfolio')
    .where(owned('portfolio', owner))
    .where('portfolio.id', '=', id)
    .where('portfolio.deleted_at', 'is', null)
    .select('portfolio.name');
  const [row] = await rowsOver(client, statement);
  if (row !== undefined) return row.name;
  throw new NotOwned(
    `Expected the id of a portfolio of the caller, got "${shown(text)}": take it from Query.portfolios.`,
  );
}
