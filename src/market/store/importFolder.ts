import { basename } from 'node:path';
import type pg from 'pg';
import { noteManyRows } from '../../database/statistics.js';
import { withLock } from '../../database/transaction.js';
import type { Day, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { Company } from '../facts.js';
import type { ImportContext } from '../imports/columns.js';
import { FILES, findFiles, type FileName } from '../imports/folderFiles.js';
import * as formats from '../imports/formats.js';
import { BARE_CONTEXT, nseCalendar } from '../imports/nseCalendar.js';
import { readPrices } from '../imports/prices.js';
import { readFacts, type OnBytes } from '../imports/readFile.js';
import type { ReadOptions } from '../imports/readFolder.js';
import type { StockIds } from './factTables.js';
import * as tables from './factTables.js';
import { importContext } from './importContext.js';
import { keepBasis, requireBasis, requireKind } from './marketKind.js';
import { recordBatch, type BatchChanges, type ImportedFile, type OnRecorded } from './recordBatch.js';
import { factsAsRecorded, recordFacts } from './recordFacts.js';
import { leastOf, markMovedSessions, recordPrices } from './recordPrices.js';
import { markStale } from './staleFeatures.js';
import { stockIds } from './stockIds.js';
import { storedSessions } from './storedCalendar.js';

export interface ImportedFolder {
  readonly files: readonly ImportedFile[];
  /** Files that were refused whole, and why; nothing of them is stored. */
  readonly refusedFiles: readonly { readonly file: string; readonly reason: string }[];
  /** CSV files in the folder that are no part of the format. */
  readonly ignored: readonly string[];
}

export interface ImportOptions extends ReadOptions {
  /** Whether this is the sample market. */
  readonly synthetic?: boolean;
  /** Called with each batch that touches scores, in its transaction. */
  readonly onRecorded?: OnRecorded | undefined;
}

/** Every other file is checked against these: where one is refused whole, nothing else is read. */
const CHECKED_AGAINST: readonly FileName[] = ['holidays.csv', 'companies.csv'];
/** Actions go before prices, so that a split and its bars are seen together. */
const ORDER: readonly FileName[] = [...CHECKED_AGAINST, 'actions.csv', 'prices.csv', ...FILES];

/**
 * Imports a folder into the store (import.md), each file in one transaction. Stored features are noted as stale
 * where they hang on what changed; updateFeatures brings them up to date.
 *
 * @throws UserError where the folder cannot be taken at all
 */
export async function importFolder(
  pool: pg.Pool,
  folder: string,
  options: ImportOptions,
): Promise<ImportedFolder> {
  const { paths, ignored, bytes } = await findFiles(folder);
  return withLock(pool, 'facts', async (client) => {
    const files: ImportedFile[] = [];
    const refusedFiles: { file: string; reason: string }[] = [];
    let read = 0;
    await requireKind(client, options.synthetic ?? false);
    await recordShippedCalendar(client, options);
    for (const name of new Set(ORDER)) {
      const path = paths.get(name);
      if (path === undefined) continue;
      const file = basename(path);
      const onBytes: OnBytes = (size) => options.onProgress?.(file, (read += size), bytes);
      try {
        files.push(await importFile(client, name, path, options, onBytes));
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refusedFiles.push({ file, reason: error.message });
        if (CHECKED_AGAINST.includes(name)) break;
      }
    }
    const written = files.reduce((sum, { inserted, updated }) => sum + inserted + updated, 0);
    await noteManyRows(client, written, 'bars', 'index_bars', 'statements', 'shareholding', 'company_events');
    return { files, refusedFiles, ignored };
  });
}

async function importFile(
  client: pg.ClientBase,
  name: FileName,
  path: string,
  options: ImportOptions,
  onBytes: OnBytes,
): Promise<ImportedFile> {
  const ids = await stockIds(client);
  const take = async <Fact>(
    format: formats.FileFormat<Fact>,
    context: ImportContext,
    record: (facts: readonly Fact[], batch: number) => Promise<BatchChanges>,
  ): Promise<ImportedFile> => {
    const { file, rows, facts, refusals } = await readFacts(path, format, context, onBytes);
    return recordBatch(client, { file, rows, refusals }, (batch) => record(facts, batch), options.onRecorded);
  };
  const takePlain = async <Fact>(format: formats.FileFormat<Fact>, table: tables.FactTable<Fact>) =>
    take(format, await importContext(client, ids, options), async (facts, batch) =>
      changesOf(table, await recordFacts(client, table, facts, ids, batch)),
    );
  switch (name) {
    case 'holidays.csv':
      return take(formats.holidaysFormat, BARE_CONTEXT, (entries, batch) =>
        recordCalendar(client, entries, false, batch),
      );
    case 'companies.csv':
      return take(formats.companiesFormat, BARE_CONTEXT, (companies, batch) =>
        recordCompanies(client, companies, batch),
      );
    case 'actions.csv':
      return take(
        formats.actionsFormat,
        await importContext(client, ids, options),
        async (actions, batch) => {
          const changes = await recordFacts(client, tables.actionsTable, actions, ids, batch);
          const stale = new Map<Ticker, Day>();
          for (const { ticker, exDate } of [
            ...changes.inserted,
            ...changes.updated.map(({ fact }) => fact),
          ]) {
            stale.set(ticker, Math.min(exDate, stale.get(ticker) ?? Infinity));
          }
          await markStale(client, stale, ids);
          return changesOf(tables.actionsTable, changes);
        },
      );
    case 'prices.csv':
      return importPrices(client, path, ids, options, onBytes);
    case 'indices.csv':
      return takePlain(formats.indicesFormat, tables.indexBarsTable);
    case 'fundamentals.csv':
      return takePlain(formats.fundamentalsFormat, tables.fundamentalsTable);
    case 'statements.csv':
      return takePlain(formats.statementsFormat, tables.statementsTable);
    case 'shareholding.csv':
      return takePlain(formats.shareholdingFormat, tables.shareholdingTable);
    case 'events.csv':
      return takePlain(formats.eventsFormat, tables.companyEventsTable);
    default:
      return name satisfies never;
  }
}

async function recordShippedCalendar(client: pg.ClientBase, { onRecorded }: ImportOptions): Promise<void> {
  const shipped = await nseCalendar();
  const stored = await factsAsRecorded(client, tables.calendarTable, NO_STOCKS);
  const known = new Map(stored.filter((entry) => entry.shipped).map((entry) => [entry.day, entry]));
  const isKnown = shipped.every(({ day, kind, name }) => {
    const entry = known.get(day);
    return entry?.kind === kind && entry.name === name;
  });
  if (isKnown) return;
  const file = { file: 'calendar/nse.csv', rows: shipped.length, refusals: [] };
  await recordBatch(client, file, (batch) => recordCalendar(client, shipped, true, batch), onRecorded);
}

/** The calendar speaks of no stock. */
const NO_STOCKS: StockIds = {
  idOf: (ticker) => {
    throw new Error(`${ticker} is not asked for here`);
  },
  tickerOf: (id) => {
    throw new Error(`stock ${id} is not asked for here`);
  },
};

async function recordCalendar(
  client: pg.ClientBase,
  entries: readonly Omit<tables.StoredCalendarEntry, 'shipped'>[],
  shipped: boolean,
  batch: number,
): Promise<BatchChanges> {
  const before = await storedSessions(client, NO_STOCKS);
  const given = entries.map((entry) => ({ ...entry, shipped }));
  const changes = await recordFacts(client, tables.calendarTable, given, NO_STOCKS, batch);
  const moved = await markMovedSessions(client, NO_STOCKS, before);
  const { touchesFrom, ...counts } = changesOf(tables.calendarTable, changes);
  return { ...counts, touchesFrom: leastOf([touchesFrom ?? Infinity, moved ?? Infinity]) };
}

async function recordCompanies(
  client: pg.ClientBase,
  companies: readonly Company[],
  batch: number,
): Promise<BatchChanges> {
  const ids = await stockIds(
    client,
    companies.map(({ ticker }) => ticker),
  );
  const { inserted, updated } = await recordFacts(client, tables.companiesTable, companies, ids, batch);
  // A company that was not known has no bars yet, and a name scores nothing.
  const regrouped = updated.some(
    ({ fact, former }) => fact.industry !== former.industry || fact.sectorGroup !== former.sectorGroup,
  );
  return {
    inserted: inserted.length,
    updated: updated.length,
    touchesFrom: regrouped ? -Infinity : null,
  };
}

async function importPrices(
  client: pg.ClientBase,
  path: string,
  ids: StockIds,
  options: ImportOptions,
  onBytes: OnBytes,
): Promise<ImportedFile> {
  const file = basename(path);
  const adjusted = options.adjusted ?? false;
  await requireBasis(client, file, adjusted);
  const context = {
    ...(await importContext(client, ids, options)),
    defaultSource: options.source ?? 'PRIMARY',
  };
  const { rows, bars, refusals } = await readPrices(path, context, onBytes);
  return recordBatch(
    client,
    { file, rows, refusals },
    async (batch) => {
      if (bars.size > 0) await keepBasis(client, adjusted);
      return recordPrices(client, bars, ids, batch);
    },
    options.onRecorded,
  );
}

function changesOf<Fact>(
  { touches }: tables.FactTable<Fact>,
  { inserted, updated }: Awaited<ReturnType<typeof recordFacts<Fact>>>,
): BatchChanges {
  const touched = [...inserted, ...updated.flatMap(({ fact, former }) => [fact, former])];
  return {
    inserted: inserted.length,
    updated: updated.length,
    touchesFrom: leastOf(touched.map(touches)),
  };
}
