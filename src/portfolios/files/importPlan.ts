import { dayOf } from '../../market/day.js';
import { tickerOf } from '../../market/ticker.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { EntryInput } from '../journal/requireEntry.js';
import { STORED_JOURNAL_KINDS, type JournalKind } from '../names.js';
import { requireHoldings, type GivenHoldings, type HoldingsToSet } from '../store/holdingsToSet.js';
import type { EntryToStore } from '../store/insertEntries.js';
import { portfolioColumns, type PortfolioColumns } from '../store/portfolioColumns.js';
import { requireEntries } from '../store/requireEntries.js';
import { brokerHoldings } from './brokerHoldings.js';
import type { FileRow } from './fileRow.js';
import { Problems } from './problems.js';
import type { Tables } from './readTables.js';
import type { StoredStocks } from './storedStocks.js';

/** A portfolio that is to be made. */
export interface PlannedPortfolio {
  /** The first row that names it. */
  readonly place: string;
  readonly columns: PortfolioColumns;
  /** The name of its model; null: it has none. */
  readonly model: string | null;
  /** Entries of its journal in the order in which they count. */
  readonly entries: readonly EntryToStore[];
  /** Cash and holdings of a day, with the row that gives them first; null: they are not given. */
  readonly holdings: (HoldingsToSet & { readonly place: string }) | null;
}

export interface ImportOptions {
  /** The name of the portfolio of a broker's file; undefined: the file's. */
  readonly name?: string | undefined;
  /** The day of holdings that have none. */
  readonly asOf: IsoDate;
  /** The cash of the portfolio of a broker's file, in ₹; undefined: 0. */
  readonly cash?: string | undefined;
  /** In India. */
  readonly today: IsoDate;
}

/** What the rows of one portfolio say. */
interface Draft {
  readonly place: string;
  /** Its row of portfolios.csv, and what that says; null: it has none, or one that does not fit. */
  portfolio: FileRow | null;
  columns: PortfolioColumns | null;
  readonly entries: EntryToStore[];
  holdings: {
    place: string;
    asOf: IsoDate;
    cash: string | null;
    readonly of: GivenHoldings['holdings'][number][];
    /** The rows of stocks. */
    readonly places: Map<Ticker, string>;
  } | null;
}

const USUAL = {
  limits: { position: null, sector: null, cash: null, valueAtRisk: null },
  costs: { buyRate: null, sellRate: null, perSale: null },
};

/**
 * Checks what the files of portfolios hold, each row for itself.
 *
 * @throws UserError naming each row that does not fit, by file and line
 */
export function importPlan(
  { rows, brokers }: Tables,
  stocks: StoredStocks,
  options: ImportOptions,
): PlannedPortfolio[] {
  const problems = new Problems();
  const drafts = new Map<string, Draft>();
  const draftOf = (name: string, { place }: { readonly place: string }): Draft => {
    let draft = drafts.get(name);
    if (draft === undefined) {
      draft = { place, portfolio: null, columns: null, entries: [], holdings: null };
      drafts.set(name, draft);
    }
    return draft;
  };
  for (const row of rows.portfolios)
    problems.of(row, () => addPortfolio(draftOf(nameIn(row, 'name'), row), row));
  for (const row of rows.journal) {
    problems.of(row, () => {
      const [entry] = requireEntries([entryIn(row)], stocks.byTicker, options.today);
      if (entry !== undefined) draftOf(nameIn(row, 'portfolio'), row).entries.push(entry);
    });
  }
  for (const row of rows.holdings) {
    problems.of(row, () => addHolding(draftOf(nameIn(row, 'portfolio'), row), row, stocks, options));
  }
  if ((options.name !== undefined || options.cash !== undefined) && brokers.length !== 1) {
    throw new UserError(
      `Expected one file of a broker's holdings with the name or the cash of its portfolio, got ${brokers.length}: import ` +
        'each file by itself.',
    );
  }
  for (const file of brokers) {
    problems.of(file, () => {
      const name = portfolioColumns({ ...USUAL, name: options.name ?? file.name }).name;
      const draft = draftOf(name, file);
      if (draft.place !== file.place) {
        throw new UserError(
          `Expected another name than "${shown(name)}", which ${draft.place} has too: rename the file.`,
        );
      }
      const { asOf, cash = '0' } = options;
      const of = brokerHoldings(file, stocks, problems, options.today);
      draft.holdings = { place: file.place, asOf, cash, of, places: new Map() };
    });
  }
  const planned = [...drafts].flatMap(
    ([name, draft]) => problems.of(draft, () => finished(name, draft, stocks, options)) ?? [],
  );
  problems.refuse();
  if (planned.length === 0) throw new UserError('Expected a portfolio in the files, got none: add rows.');
  return planned;
}

function addPortfolio(draft: Draft, row: FileRow): void {
  if (draft.portfolio !== null) {
    throw new UserError(
      `Expected each portfolio once, got one that ${draft.portfolio.place} has too: leave one out.`,
    );
  }
  draft.portfolio = row;
  draft.columns = columnsOf(row);
}

function columnsOf({ cell }: FileRow): PortfolioColumns {
  return portfolioColumns({
    name: cell('name') ?? '',
    limits: {
      position: cell('position_limit'),
      sector: cell('sector_limit'),
      cash: cell('cash_limit'),
      valueAtRisk: cell('value_at_risk_limit'),
    },
    costs: { buyRate: cell('buy_rate'), sellRate: cell('sell_rate'), perSale: cell('per_sale') },
  });
}

/** Returns the name of a portfolio in the form in which it is stored. */
function nameIn(row: FileRow, column: string): string {
  return portfolioColumns({ ...USUAL, name: row.cell(column) ?? '' }).name;
}

function entryIn(row: FileRow): EntryInput & { readonly note: string | null } {
  const { cell } = row;
  const kind = (cell('kind') ?? '').toUpperCase();
  if (![...STORED_JOURNAL_KINDS, 'SPLIT', 'BONUS'].includes(kind)) {
    throw new UserError(
      `Expected kind as one of ${STORED_JOURNAL_KINDS.join(', ')}, got "${shown(kind)}": correct it.`,
    );
  }
  return {
    day: dayIn(row, 'date'),
    kind: kind as JournalKind,
    ticker: tickerIn(row),
    quantity: cell('quantity'),
    price: cell('price'),
    amount: cell('amount'),
    costs: cell('costs'),
    totalCost: cell('total_cost'),
    note: cell('note'),
  };
}

function dayIn({ cell }: FileRow, column: string): IsoDate {
  const text = cell(column) ?? '';
  if (!Number.isNaN(dayOf(text))) return text as IsoDate;
  throw new UserError(`Expected ${column} as a day such as 2024-10-08, got "${shown(text)}": correct it.`);
}

function tickerIn({ cell }: FileRow): Ticker | null {
  const text = cell('ticker');
  if (text === null) return null;
  const ticker = tickerOf(text);
  if (ticker !== null) return ticker;
  throw new UserError(`Expected a ticker such as RELIANCE.NS, got "${shown(text)}": correct it.`);
}

/** Adds a row of holdings: a stock, or the cash in a row without one. */
function addHolding(
  draft: Draft,
  row: FileRow,
  stocks: StoredStocks,
  { asOf: usual, today }: ImportOptions,
): void {
  const asOf = row.cell('as_of') === null ? usual : dayIn(row, 'as_of');
  draft.holdings ??= { place: row.place, asOf, cash: null, of: [], places: new Map() };
  if (draft.holdings.asOf !== asOf) {
    throw new UserError(
      `Expected one as_of for all holdings of a portfolio, got ${asOf} after ${draft.holdings.asOf} of ${draft.holdings.place}.`,
    );
  }
  const [ticker, quantity, averageCost, cash] = [
    tickerIn(row),
    row.cell('quantity'),
    row.cell('average_cost'),
    row.cell('cash'),
  ];
  const isCash = ticker === null;
  if (isCash !== (quantity === null) || isCash !== (cash !== null) || (isCash && averageCost !== null)) {
    throw new UserError(
      'Expected ticker and quantity, or cash alone, got another row: write the cash into a row of its own.',
    );
  }
  if (cash !== null) {
    if (draft.holdings.cash !== null)
      throw new UserError('Expected one row with cash for each portfolio, got another one.');
    requireHoldings({ asOf, cash, holdings: [] }, stocks.byTicker, today);
    draft.holdings.cash = cash;
  } else if (ticker !== null && quantity !== null) {
    const holding = { ticker, quantity, averageCost };
    requireHoldings({ asOf, cash: '0', holdings: [holding] }, stocks.byTicker, today);
    const known = stocks.byTicker(ticker)?.ticker ?? ticker;
    const former = draft.holdings.places.get(known);
    if (former !== undefined) {
      throw new UserError(`Expected each stock once, got ${known} as in ${former}: add them up.`);
    }
    draft.holdings.places.set(known, row.place);
    draft.holdings.of.push(holding);
  }
}

function finished(
  name: string,
  draft: Draft,
  stocks: StoredStocks,
  { today }: ImportOptions,
): PlannedPortfolio {
  const { place, portfolio, columns, holdings } = draft;
  return {
    place,
    columns: columns ?? portfolioColumns({ ...USUAL, name }),
    model: portfolio?.cell('model') ?? null,
    // The sort is stable: entries of one day count as the file has them.
    entries: [...draft.entries].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    holdings:
      holdings === null
        ? null
        : {
            ...requireHoldings(
              { asOf: holdings.asOf, cash: holdings.cash ?? '0', holdings: holdings.of },
              stocks.byTicker,
              today,
            ),
            place: holdings.place,
          },
  };
}
