import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import { tellApart } from '../aliases.js';
import { companies } from '../datasets/companies.js';
import { symbols } from '../datasets/symbols.js';
import { filledCompany } from '../filledCompany.js';
import { dayOf, earliestOf } from '../day.js';
import type { Company, FormerSymbol } from '../facts.js';
import type { FormerSymbols } from '../formerSymbols.js';
import { checkSymbols } from '../imports/checkSymbols.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import { moveFacts, type Move } from './moveFacts.js';
import { moveDocuments } from './moveDocuments.js';
import { moveIntelligence } from './moveIntelligence.js';
import type { BatchChanges } from './recordBatch.js';
import { factsAsRecorded, recordFacts } from './recordFacts.js';
import { updateSessionBars } from './sessionBars.js';
import { markStale, type StaleFrom } from './staleFeatures.js';
import { stockIds, type StockIds } from './stockIds.js';
import { storedIsins } from './storedIsins.js';
import { storedSymbols } from './storedSymbols.js';

/**
 * Records rows of symbols.csv as of a batch. A company of the store under a former symbol becomes an alias: its facts up
 * to the last day of the symbol become facts of the stock that had it, and its own row ends.
 *
 * @param client is in the transaction of the batch
 */
export async function recordSymbols(
  client: pg.ClientBase,
  read: FactsOnLines<FormerSymbol>,
  batch: number,
): Promise<BatchChanges> {
  const before = await stockIds(client);
  const listed = await factsAsRecorded(client, companies.table, before);
  const known = new Set(listed.map(({ ticker }) => ticker));
  const stored = await storedSymbols(client, before);
  const { facts, refusals } = checkSymbols(read, stored.symbols, known);
  const ids = await stockIds(
    client,
    facts.map(({ ticker }) => ticker),
  );
  const { inserted, updated, written } = await recordFacts(client, symbols.table, facts, ids, batch);
  const formers = new Set(written.map(({ former }) => former));
  const now = await storedSymbols(client, ids);
  const renamed = listed.filter(({ ticker }) => formers.has(ticker));
  const ended = await endAliases(client, renamed, now, ids, { batch, known, listed });
  const moved = await moveAll(client, formers, now, ids, batch);
  return {
    inserted: inserted.length,
    updated: updated.length,
    touchesFrom: earliestOf([ended, moved]),
    refusals,
  };
}

/**
 * Ends the rows of companies that are aliases. Where the stock has no row, that of the alias becomes its own.
 *
 * @param renamed the companies of the store under former symbols
 * @returns the first day on which one of them may have had a score; Infinity: none
 */
async function endAliases(
  client: pg.ClientBase,
  renamed: readonly Company[],
  now: FormerSymbols,
  ids: StockIds,
  {
    batch,
    known,
    listed,
  }: {
    readonly batch: number;
    readonly known: ReadonlySet<Ticker>;
    readonly listed: readonly Company[];
  },
): Promise<Day> {
  if (renamed.length === 0) return Infinity;
  const isins = await storedIsins(client, ids);
  const isinsOf = (ticker: Ticker) => isins.get(ticker) ?? new Set<string>();
  const told = tellApart(renamed, now, isinsOf, (ticker) => known.has(ticker));
  if (told.aliases.length === 0) return Infinity;
  const aliases = told.aliases.map(({ ticker }) => ids.idOf(ticker));
  const { rows } = await client.query<{ first: string | null }>(
    'SELECT min(day)::text AS first FROM bars WHERE stock_id = ANY ($1) AND superseded_in IS NULL',
    [aliases],
  );
  for (const table of ['companies', 'classifications']) {
    const only = table === 'companies' ? 'true' : 'of_company';
    await client.query(
      `UPDATE ${table} SET superseded_in = $1 WHERE stock_id = ANY ($2) AND superseded_in IS NULL AND ${only}`,
      [batch, aliases],
    );
  }
  const standIns = told.companies.filter((company) => !renamed.includes(company));
  await recordFacts(client, companies.table, [...standIns, ...filled(told.aliases, listed, now)], ids, batch);
  const [{ first }] = rows;
  return first === null ? Infinity : dayOf(first);
}

/** Returns the companies that get what their aliases say of their sector group, because they say nothing of it. */
function filled(aliases: readonly Company[], listed: readonly Company[], now: FormerSymbols): Company[] {
  const companyOf = new Map(listed.map((company) => [company.ticker, company]));
  const changed = new Map<Ticker, Company>();
  for (const alias of aliases) {
    const ticker = now.newestOf(alias.ticker) ?? alias.ticker;
    const company = changed.get(ticker) ?? companyOf.get(ticker);
    if (company === undefined) continue;
    changed.set(ticker, filledCompany(company, alias));
  }
  return [...changed.values()];
}

/** Moves the facts under former symbols, and notes which features change. Returns the first day that it touches. */
async function moveAll(
  client: pg.ClientBase,
  formers: ReadonlySet<Ticker>,
  now: FormerSymbols,
  ids: StockIds,
  batch: number,
): Promise<Day> {
  const stale: StaleFrom[] = [];
  let [touchesFrom, movedFrom] = [Infinity, Infinity];
  for (const move of await movesOf(client, formers, now, ids)) {
    const moved = await moveFacts(client, move, batch);
    await moveIntelligence(client, move, ids, batch);
    await moveDocuments(client, move);
    touchesFrom = Math.min(touchesFrom, moved.touchesFrom);
    movedFrom = Math.min(movedFrom, moved.featuresFrom);
    if (moved.featuresFrom === Infinity) continue;
    for (const id of [move.from, move.to]) stale.push({ ticker: ids.tickerOf(id), from: moved.featuresFrom });
  }
  await markStale(client, stale, ids);
  if (movedFrom !== Infinity) await updateSessionBars(client, { from: movedFrom, to: Infinity });
  return touchesFrom;
}

/** Lists the spans of former symbols whose stock may have facts. */
async function movesOf(
  client: pg.ClientBase,
  formers: ReadonlySet<Ticker>,
  now: FormerSymbols,
  ids: StockIds,
): Promise<Move[]> {
  const { rows } = await client.query<{ id: number; ticker: Ticker }>(
    'SELECT id, ticker FROM stocks WHERE ticker = ANY ($1) ORDER BY id',
    [[...formers]],
  );
  return rows.flatMap(({ id, ticker }) => {
    const spans = now.rowsOf(ticker).map((row, k, all) => ({
      ...{ from: id, to: ids.idOf(now.endOf(row)) },
      ...{ after: all[k - 1]?.until ?? -Infinity, until: row.until },
    }));
    return spans.filter(({ to }) => to !== id);
  });
}
