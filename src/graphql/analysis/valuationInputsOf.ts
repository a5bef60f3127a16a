import type { MarketDay } from '../../books/marketDay.js';
import { NO_GROUP } from '../../books/sectorOn.js';
import type { CompanyRow } from '../../books/snapshot.js';
import { MONTHS, type KnownPe, type ValuationInputs } from '../../companies/analysis/knownPe.js';
import { monthsBefore } from '../../companies/analysis/monthsBefore.js';
import { emptySector } from '../../companies/peers/sectorPeers.js';
import { fundamentals } from '../../market/datasets/fundamentals.js';
import { statements } from '../../market/datasets/statements.js';
import { dayOf, isoOf } from '../../market/day.js';
import type { KnownFundamentals } from '../../market/fundamentals.js';
import { fundamentalsHistory } from '../../market/fundamentalsHistory.js';
import { MODES, type Day, type IsoDate } from '../../scoring/names.js';
import { actionsLoader } from '../action/actionsLoader.js';
import type { GraphqlContext } from '../context.js';
import { factsLoader } from '../factsLoader.js';
import { sessionOf } from '../features/sessionOf.js';
import { methodOf } from '../method/methodOf.js';
import { methodNamed } from '../methodNamed.js';
import { peersLoader } from '../peer/peersLoader.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Stock } from '../stock/stock.js';
import { monthEndsLoader } from './monthEndsLoader.js';

const fundamentalsLoader = factsLoader(fundamentals);
const statementsLoader = factsLoader(statements);

/**
 * Reads the P/E of a company on a day, as Stock.fundamentals gives it by the default method, with those that it is
 * compared with.
 *
 * @param sector the key of the company's sector group on the day
 */
export async function valuationInputsOf(
  company: CompanyRow,
  sector: string,
  on: Day,
  context: GraphqlContext,
): Promise<ValuationInputs> {
  const { loaders } = context;
  const method = methodNamed(null, context);
  const of = { stockId: company.stock_id, moment: null };
  const { after, until } = monthsBefore(on, MONTHS);
  // All are loaded at the same time, so that they take one statement.
  const [session, months, rows, figures, { actions, areIdle }] = await Promise.all([
    sessionOf(new Stock(company), isoOf(on), context, null, method),
    loaders
      .get(monthEndsLoader)
      .load({ stockId: company.stock_id, after: isoOf(after), until: isoOf(until), method }),
    loaders.get(fundamentalsLoader).load(of),
    loaders.get(statementsLoader).load(of),
    loaders.get(actionsLoader).load(of),
  ]);
  const { derivations } = methodOf(method, context).inForce.parameters;
  const history = fundamentalsHistory(derivations, { rows, figures, actions, pricesAdjusted: areIdle });
  const peOn = (day: IsoDate, close: number | null): KnownPe | null =>
    knownPe(history.asOf(dayOf(day), close ?? NaN), dayOf(day));
  return {
    ticker: company.ticker,
    on,
    own: session === null ? null : peOn(session.day, session.close),
    months: months.flatMap(({ day, close }) => peOn(day, close) ?? []),
    sector: sector === NO_GROUP ? null : await sectorPes(sector, on, session?.day ?? null, context),
  };
}

/** @param session the newest one of the company; null: it has none */
async function sectorPes(
  key: string,
  on: Day,
  session: IsoDate | null,
  context: GraphqlContext,
): Promise<ValuationInputs['sector']> {
  const { loaders, market, snapshot } = context;
  const peers = (await loaders.get(peersLoader)(on)).sectors.get(key) ?? emptySector(key);
  const scored = MODES.map((mode) => snapshot.scoredDay(mode, isoOf(on))?.day ?? null);
  const day = [session, ...scored]
    .filter((one) => one !== null)
    .sort()
    .at(-1);
  const known = day === undefined ? null : await marketOn(day, context);
  const companies = [...peers.companies, ...peers.leftOut].map(({ ticker }) => {
    const pe = known && knownPe(known.of(ticker)?.fundamentals ?? null, dayOf(known.key.day));
    return [ticker, pe] as const;
  });
  return { name: sectorOf(key, market)?.name ?? key, companies: new Map(companies) };
}

/** Returns what was known of all companies at the close of a session, as the default method derives it. */
async function marketOn(day: IsoDate, context: GraphqlContext): Promise<MarketDay> {
  const { books, snapshot } = context;
  const { derivations } = methodOf(methodNamed(null, context), context).inForce.parameters;
  return books.marketOn({ day, batch: snapshot.batch, derivations });
}

function knownPe(known: KnownFundamentals | null, day: Day): KnownPe | null {
  const pe = known?.values.pe ?? NaN;
  return known === null || pe !== pe ? null : { day, value: pe, publishedOn: known.publishedOn };
}
