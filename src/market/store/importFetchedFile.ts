import type pg from 'pg';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { indices } from '../datasets/indices.js';
import { prices } from '../datasets/prices.js';
import { isoOf } from '../day.js';
import { adaptedFacts, adaptedPrices } from '../imports/heap/adaptedRows.js';
import { DaysRead } from '../imports/heap/daysRead.js';
import type { HeapPlan } from '../imports/heap/planHeap.js';
import { contextOf } from '../imports/heap/walkHeap.js';
import { FolderUse } from '../imports/folderUse.js';
import { DEFAULT_LIMITS } from '../imports/importLimits.js';
import { unpackedFiles } from '../imports/sources/sourceFiles.js';
import type { HeapStoreSink } from './heapStoreSink.js';
import { importSources, type SourcesOptions } from './importHeap.js';
import { refusedDays } from './refusedDays.js';
import { requireWhole } from './requireWhole.js';
import { stocksBefore } from './stocksBefore.js';

interface FetchedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FetchedOptions extends Omit<SourcesOptions, 'check' | 'used'> {
  /** The day whose rows the file must hold, and no others; null: any. */
  readonly expectedDay: IsoDate | null;
  /** The name of the adapter that is expected; null: any. */
  readonly format: string | null;
}

export interface ImportedFetch {
  /** The days of its prices and indices, ascending. */
  readonly days: readonly IsoDate[];
  /** Rows of all its datasets, unchanged ones included. */
  readonly rows: number;
  readonly batches: readonly number[];
  /** Why nothing of it was recorded; null where it was. */
  readonly refusedReason: string | null;
}

/**
 * Imports a file that no person has looked at: what an address, a folder or a program gave. It is taken only where it is
 * whole, of the expected layout, and of the expected day alone.
 */
export async function importFetchedFile(
  pool: pg.Pool,
  { name, bytes }: FetchedFile,
  { expectedDay, format, ...options }: FetchedOptions,
): Promise<ImportedFetch> {
  const { limits = DEFAULT_LIMITS } = options;
  const used = new FolderUse();
  const given = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sources = unpackedFiles(name, given, () => Promise.resolve(given), { limits, used });
  let days: readonly IsoDate[] = [];
  const check = async (plan: HeapPlan, sink: HeapStoreSink, client: pg.ClientBase): Promise<void> => {
    const [refused] = plan.refused;
    if (refused !== undefined) throw refused.error;
    requireFormat(plan, name, format);
    const held = await heldBy(plan, sink, { ...options, used: new FolderUse() });
    days = [...held.keys()].sort();
    if (expectedDay === null) return;
    requireDay(name, days, expectedDay);
    requireWhole(name, held.get(expectedDay) ?? 0, await stocksBefore(client, expectedDay));
  };
  try {
    const { files, refusedFiles } = await importSources(pool, sources, { ...options, used, check });
    return {
      days,
      rows: files.reduce((sum, { read }) => sum + read, 0),
      batches: files.map(({ batch }) => batch),
      refusedReason: files.length > 0 ? refusedDays(files) : (refusedFiles.at(0)?.reason ?? null),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { days, rows: 0, batches: [], refusedReason: error.message };
  }
}

function requireFormat({ files }: HeapPlan, name: string, format: string | null): void {
  if (format === null || files.some(({ adapter }) => adapter.name === format)) return;
  const got = [...new Set(files.map(({ adapter }) => adapter.name))].join(', ') || 'nothing that is known';
  throw new UserError(
    `${name}: expected a file of the layout ${format}, got ${got}. Nothing of it was taken.`,
  );
}

function requireDay(name: string, days: readonly IsoDate[], expected: IsoDate): void {
  const others = days.filter((day) => day !== expected);
  if (others.length === 0 && days.length > 0) return;
  const got =
    days.length === 0 ? 'none' : `rows of ${others.slice(0, 3).join(', ')}${others.length > 3 ? ', …' : ''}`;
  throw new UserError(`${name}: expected rows of ${expected} alone, got ${got}. Nothing of it was taken.`);
}

/**
 * Returns how many stocks have a bar in the files of NSE, by the days that the files hold; 0 for days of indices or of another
 * exchange, whose stocks are few of those that the store has bars of.
 */
async function heldBy(
  { files }: HeapPlan,
  sink: HeapStoreSink,
  options: SourcesOptions & { readonly used: FolderUse },
): Promise<Map<IsoDate, number>> {
  const stocks = new Map<IsoDate, number>();
  for (const planned of files) {
    const market = { ...(await sink.adapterContext()), ticker: options.ticker ?? null };
    if (prices.name in planned.adapter.gives) {
      const context = { rows: await contextOf(prices, options, sink), market, days: new DaysRead() };
      const { bars } = await adaptedPrices(planned, context);
      for (const { day } of bars.values()) {
        const counted = planned.adapter.market === 'NSE' ? 1 : 0;
        for (const one of day) stocks.set(isoOf(one), (stocks.get(isoOf(one)) ?? 0) + counted);
      }
    }
    if (indices.name in planned.adapter.gives) {
      const context = { rows: await contextOf(indices, options, sink), market, days: new DaysRead() };
      const { facts } = await adaptedFacts(planned, indices, context);
      for (const { day } of facts) stocks.set(isoOf(day), stocks.get(isoOf(day)) ?? 0);
    }
  }
  return stocks;
}
