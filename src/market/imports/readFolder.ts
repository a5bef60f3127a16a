import { basename } from 'node:path';
import type { Day } from '../../scoring/names.js';
import { TradingCalendar } from '../calendar.js';
import type { Market, Source } from '../facts.js';
import { byTicker, indexBars } from '../grouping.js';
import type { ImportContext } from './columns.js';
import { FILES, findFiles, type FileName } from './folderFiles.js';
import { flagsOf } from './flags.js';
import * as formats from './formats.js';
import { BARE_CONTEXT, nseCalendar } from './nseCalendar.js';
import { readPrices } from './prices.js';
import { readFacts, type OnBytes } from './readFile.js';
import { countBy, FLAG_KINDS, REFUSAL_RULES, type FileSummary, type Flag, type Refusal } from './refusal.js';

export interface ReadOptions {
  /** The day of import in India. */
  readonly today: Day;
  /** Prices are adjusted already: actions are read, but not applied to them. */
  readonly adjusted?: boolean;
  /** The source of the prices; rows of other files name their own. */
  readonly source?: Source;
  /** Told of progress: bytes of all files read so far, and their sum. */
  readonly onProgress?: (file: string, read: number, total: number) => void;
}

/** A folder's facts, and what happened to every row. */
export interface FolderFacts {
  readonly market: Market;
  readonly summaries: readonly FileSummary[];
  readonly refusals: readonly Refusal[];
  readonly flags: readonly Flag[];
  /** CSV files in the folder that are no part of the format. */
  readonly ignored: readonly string[];
}

/**
 * Reads an import folder whole (import.md): refuses wrong rows, flags odd ones, and keeps the rest.
 *
 * @throws UserError where the folder or one of its files cannot be taken at all
 */
export async function readFolder(folder: string, options: ReadOptions): Promise<FolderFacts> {
  const { paths, ignored, bytes } = await findFiles(folder);
  const summaries: FileSummary[] = [];
  const refusals: Refusal[] = [];
  let read = 0;
  const onBytes = (path: string): OnBytes => {
    return (size) => options.onProgress?.(basename(path), (read += size), bytes);
  };
  const take = async <Fact>(format: formats.FileFormat<Fact>, context: ImportContext) => {
    const path = paths.get(format.file as FileName);
    if (path === undefined) return [];
    const result = await readFacts(path, format, context, onBytes(path));
    note(result.file, result.rows, result.refusals, []);
    return result.facts;
  };
  const note = (file: string, rows: number, refused: readonly Refusal[], flagged: readonly Flag[]) => {
    for (const refusal of refused) refusals.push(refusal);
    summaries.push({
      file,
      rows,
      refused: countBy(refused, REFUSAL_RULES, ({ rule }) => rule),
      flagged: countBy(flagged, FLAG_KINDS, ({ kind }) => kind),
    });
  };

  const holidays = await take(formats.holidaysFormat, BARE_CONTEXT);
  const calendar = new TradingCalendar([...(await nseCalendar()), ...holidays]);
  const companies = await take(formats.companiesFormat, BARE_CONTEXT);
  const context: ImportContext = {
    ...BARE_CONTEXT,
    today: options.today,
    knownTickers: paths.has('companies.csv') ? new Set(companies.map(({ ticker }) => ticker)) : null,
    closedBecause: (day) => calendar.closedBecause(day),
  };

  const actions = byTicker(await take(formats.actionsFormat, context));
  const pricesPath = paths.get('prices.csv');
  const priceContext = { ...context, defaultSource: options.source ?? 'PRIMARY' };
  const prices =
    pricesPath === undefined ? null : await readPrices(pricesPath, priceContext, onBytes(pricesPath));
  const bars: Market['bars'] = prices?.bars ?? new Map();
  const sessions = calendar.sessions(tradedDays(bars));
  const flags: Flag[] = [];
  if (prices !== null) {
    for (const [ticker, stock] of [...bars].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const due = actions.get(ticker) ?? [];
      const odd = flagsOf(prices.file, ticker, stock, due, sessions, options.adjusted ?? false);
      for (const flag of odd) flags.push(flag);
    }
    note(prices.file, prices.rows, prices.refusals, flags);
  }
  const market: Market = {
    companies: new Map(companies.map((company) => [company.ticker, company])),
    sessions,
    bars,
    indices: indexBars(await take(formats.indicesFormat, context)),
    actions,
    fundamentals: byTicker(await take(formats.fundamentalsFormat, context)),
    figures: byTicker(await take(formats.statementsFormat, context)),
    shareholding: byTicker(await take(formats.shareholdingFormat, context)),
    events: byTicker(await take(formats.eventsFormat, context)),
    pricesAdjusted: options.adjusted ?? false,
  };
  const inOrder = (file: string) => FILES.indexOf(file.replace(/\.gz$/, '') as FileName);
  summaries.sort((a, b) => inOrder(a.file) - inOrder(b.file));
  refusals.sort((a, b) => inOrder(a.file) - inOrder(b.file) || a.line - b.line);
  return { market, summaries, refusals, flags, ignored };
}

function tradedDays(bars: Market['bars']): Set<Day> {
  const days = new Set<Day>();
  for (const { day } of bars.values()) for (const one of day) days.add(one);
  return days;
}
