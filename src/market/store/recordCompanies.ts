import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import { tellApart } from '../aliases.js';
import { OLDEST_DAY } from '../classify.js';
import { classifications } from '../datasets/classifications.js';
import { companies } from '../datasets/companies.js';
import { earliestOf } from '../day.js';
import type { Classification, Company } from '../facts.js';
import type { FactsOnLines } from '../imports/factsOnLines.js';
import { isinFlags } from '../imports/isinFlags.js';
import { isinsOf } from '../isins.js';
import { listingsOf } from '../listings.js';
import type { BatchChanges } from './recordBatch.js';
import { factsAsRecorded, recordFacts, type Recorded } from './recordFacts.js';
import { stockIds, type StockIds } from './stockIds.js';
import { storedIsins } from './storedIsins.js';
import { storedSymbols } from './storedSymbols.js';

/**
 * Records rows of companies.csv as of a batch. A row under a former symbol changes nothing, because the company has a row
 * of its own. Where a row changes what decides the sector group, the former values count up to the day of import, and
 * the new ones from it on. Companies that share an ISIN are flagged.
 *
 * @param client is in the transaction of the batch
 * @param today the day of import in India
 */
export async function recordCompanies(
  client: pg.ClientBase,
  { file, facts, lines }: FactsOnLines<Company>,
  batch: number,
  today: Day,
): Promise<BatchChanges> {
  const before = await stockIds(client);
  const stored = companies.group(await factsAsRecorded(client, companies.table, before));
  const isinsBefore = await storedIsins(client, before);
  const symbols = await storedSymbols(client, before);
  const given = isinsOf(facts);
  const everOf = (ticker: Ticker) =>
    new Set([...(isinsBefore.get(ticker) ?? []), ...(given.get(ticker) ?? [])]);
  const told = tellApart(facts, symbols, everOf, (ticker) => stored.has(ticker));

  const ids = await stockIds(
    client,
    told.companies.map(({ ticker }) => ticker),
  );
  const recorded = await recordFacts(client, companies.table, told.companies, ids, batch);
  const { inserted, updated, written } = recorded;
  const isMoved = await recordMoved(client, recorded, ids, { batch, today });
  const isins = await storedIsins(client, ids);
  const listings = listingsOf(isins);
  const formerListings = listingsOf(isinsBefore);
  const sharesOther = updated.some(
    ({ fact: { ticker } }) => String(listings.get(ticker)) !== String(formerListings.get(ticker)),
  );

  const lineOf = new Map(facts.map(({ ticker }, place) => [ticker, lines[place]]));
  const writtenLines = written.map(({ ticker }) => lineOf.get(ticker) ?? 0);
  return {
    inserted: inserted.length,
    updated: updated.length,
    touchesFrom: earliestOf([sharesOther ? -Infinity : isMoved ? today : Infinity]),
    flags: isinFlags(file, written, writtenLines, isins),
  };
}

/**
 * Records what companies.csv said before and says now of companies that it moved, each from its day on.
 *
 * @returns whether it moved any
 */
async function recordMoved(
  client: pg.ClientBase,
  { updated }: Recorded<Company>,
  ids: StockIds,
  { batch, today }: { readonly batch: number; readonly today: Day },
): Promise<boolean> {
  const moved = updated.filter(({ fact, former }) => decides(fact) !== decides(former));
  if (moved.length === 0) return false;
  const rows = await factsAsRecorded(client, classifications.table, ids);
  const isDated = new Set(rows.filter(({ ofCompany }) => ofCompany).map(({ ticker }) => ticker));
  const dated = moved.flatMap(({ fact, former }) => [
    ...(isDated.has(fact.ticker) ? [] : [classificationOf(former, OLDEST_DAY)]),
    classificationOf(fact, today),
  ]);
  await recordFacts(client, classifications.table, dated, ids, batch);
  return true;
}

/** Returns the fields that decide the sector group, as one text. */
const decides = ({ industry, basicIndustry, sectorGroup }: Company): string =>
  JSON.stringify([industry, basicIndustry, sectorGroup]);

const classificationOf = (
  { ticker, industry, basicIndustry, sectorGroup }: Company,
  from: Day,
): Classification => ({ ticker, from, ofCompany: true, industry, basicIndustry, sectorGroup });
