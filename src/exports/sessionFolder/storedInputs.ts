import type pg from 'pg';
import { actions } from '../../market/datasets/actions.js';
import { companies } from '../../market/datasets/companies.js';
import { GROUPED } from '../../market/datasets/grouped.js';
import { indices } from '../../market/datasets/indices.js';
import type { Company, IndexBar } from '../../market/facts.js';
import { indexNameOf } from '../../market/indexNameOf.js';
import { arePricesAdjusted } from '../../market/store/marketKind.js';
import { factsAsRecorded } from '../../market/store/recordFacts.js';
import { stockIds } from '../../market/store/stockIds.js';
import { storedBars } from '../../market/store/storedBars.js';
import { storedSessions } from '../../market/store/storedCalendar.js';
import { storedIsins } from '../../market/store/storedIsins.js';
import type { RunInputs } from '../../runs/reproduce/storedRuns.js';
import { readsYields, type Method } from '../../scoring/method.js';
import type { SessionInputs } from './sessionInputs.js';

/**
 * Reads the raw facts that a run was computed from: those that were recorded at its batch and touch its day. Bars go back
 * to the first one, because the means of MACD begin with it.
 */
export async function storedInputs(
  client: pg.ClientBase,
  { day, readBatch: batch }: Pick<RunInputs, 'day' | 'readBatch'>,
  { parameters }: Method,
): Promise<SessionInputs> {
  const ids = await stockIds(client);
  const { index } = parameters.market_return;
  const readsAdjusted = readsYields(parameters) || parameters.derivations?.adjusted_eps === true;
  const isOfIndex = (fact: unknown) => index !== null && isNamed(fact as IndexBar, indexNameOf(index));
  const facts = new Map<string, readonly unknown[]>();
  for (const dataset of GROUPED) {
    const all = await factsAsRecorded(client, dataset.table, ids, batch);
    // What a source has adjusted for later actions is adjusted back by these.
    const isRead = (fact: unknown) =>
      dataset.touches(fact) <= day || (dataset.name === actions.name && readsAdjusted);
    const known = all.filter(isRead);
    facts.set(dataset.name, dataset.name === indices.name ? known.filter(isOfIndex) : known);
  }
  const listed = new Set((facts.get(companies.name) as readonly Company[]).map(({ ticker }) => ticker));
  const bars = [...(await storedBars(client, ids, { batch, to: day }))].filter(([ticker]) =>
    listed.has(ticker),
  );
  const isins = [...(await storedIsins(client, ids, batch))].flatMap(([ticker, all]) =>
    listed.has(ticker) ? [...all].map((isin) => ({ ticker, isin })) : [],
  );
  const sessions = await storedSessions(client, ids, batch);
  return {
    facts,
    bars: new Map(bars.sort(([a], [b]) => (a < b ? -1 : 1))),
    isins: isins.sort((a, b) => (a.ticker < b.ticker || (a.ticker === b.ticker && a.isin < b.isin) ? -1 : 1)),
    sessions: sessions.days.slice(0, sessions.countUpTo(day)),
    pricesAdjusted: await arePricesAdjusted(client),
  };
}

const isNamed = ({ index }: IndexBar, name: string): boolean => indexNameOf(index) === name;
