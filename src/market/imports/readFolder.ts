import type { Day } from '../../scoring/names.js';
import { tellApart, type ToldApart } from '../aliases.js';
import { TradingCalendar } from '../calendar.js';
import { companies } from '../datasets/companies.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { DATASETS } from '../datasets/datasets.js';
import { holidays } from '../datasets/holidays.js';
import { prices } from '../datasets/prices.js';
import { symbols } from '../datasets/symbols.js';
import { isoOf } from '../day.js';
import { FormerSymbols } from '../formerSymbols.js';
import { groupFacts } from '../groupFacts.js';
import { isinsOf, type Isins } from '../isins.js';
import type { Market } from '../market.js';
import { checkSymbols } from './checkSymbols.js';
import type { KnownMarket } from './columns.js';
import { findFiles } from './findFiles.js';
import { flagsOf } from './flags.js';
import { isinFlags } from './isinFlags.js';
import { nseCalendar } from './nseCalendar.js';
import type { PricesFile } from './prices.js';
import type { FileFacts } from './readFile.js';
import { countBy, FLAG_KINDS, REFUSAL_RULES, type FileSummary, type Flag, type Refusal } from './refusal.js';
import { walkFolder, type FolderSink, type ReadOptions } from './walkFolder.js';

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
 * Reads an import folder into memory (docs/import.md): refuses wrong rows, flags odd ones, and keeps the rest.
 *
 * @throws UserError where the folder, or one of its files, is refused as a whole
 */
export async function readFolder(folder: string, options: ReadOptions): Promise<FolderFacts> {
  const files = await findFiles(folder);
  const sink = new MemorySink(await nseCalendar());
  await walkFolder(files, options, sink);
  const market = await sink.market(options.adjusted ?? false);
  const flags = sink.flags(market);
  const summaries: FileSummary[] = [];
  const refusals: Refusal[] = [];
  for (const dataset of DATASETS) {
    const read = sink.reads.get(dataset.name);
    if (read === undefined) continue;
    for (const refusal of read.refusals) refusals.push(refusal);
    summaries.push({
      file: read.file,
      rows: read.rows,
      refused: countBy(read.refusals, REFUSAL_RULES, ({ rule }) => rule),
      flagged: countBy(
        flags.filter(({ file }) => file === read.file),
        FLAG_KINDS,
        ({ kind }) => kind,
      ),
    });
  }
  return { market, summaries, refusals, flags, ignored: files.ignored };
}

/** Keeps what a folder's files give, until the market is made of it. */
class MemorySink implements FolderSink {
  readonly reads = new Map<string, Omit<FileFacts<unknown>, 'facts' | 'lines'>>();
  readonly #facts = new Map<Dataset, readonly unknown[]>();
  /** The line of each row of companies.csv. */
  #companyLines: readonly number[] = [];
  #prices: PricesFile | null = null;

  constructor(private readonly shipped: Awaited<ReturnType<typeof nseCalendar>>) {}

  known(): KnownMarket {
    const calendar = this.#calendar();
    const tickers = this.#toldApart().companies.map(({ ticker }) => ticker);
    return {
      knownTickers: this.reads.has(companies.name) ? new Set(tickers) : null,
      symbols: this.#symbols(),
      closedBecause: (day) => calendar.closedBecause(day),
    };
  }

  facts<Fact>(dataset: FactDataset<string, Fact>, { facts, lines, ...read }: FileFacts<Fact>): void {
    this.reads.set(dataset.name, read);
    this.#facts.set(dataset as FactDataset, facts);
    if (dataset.name === companies.name) this.#companyLines = lines;
    if (dataset.name === symbols.name) this.#checkSymbols(lines);
  }

  bars(read: PricesFile): void {
    this.reads.set(prices.name, read);
    this.#prices = read;
  }

  refused(_file: string, error: Error): never {
    throw error;
  }

  async market(pricesAdjusted: boolean): Promise<Market> {
    const bars: Market['bars'] = this.#prices?.bars ?? new Map();
    const told = this.#toldApart();
    const factsOf = (dataset: FactDataset): readonly unknown[] =>
      dataset.name === companies.name ? told.companies : this.#factsOf(dataset);
    return {
      ...(await groupFacts((dataset) => dataset.group(factsOf(dataset)))),
      isins: this.#isinsOf(told),
      sessions: this.#calendar().sessions(tradedDays(bars)),
      bars,
      pricesAdjusted,
    };
  }

  /** Returns the flags of companies, and those of all stocks, ascending by ticker. */
  flags({ bars, actions, sessions, pricesAdjusted, isins }: Market): Flag[] {
    const file = this.#prices?.file ?? prices.file;
    const flags = this.#companyFlags(isins);
    for (const [ticker, stock] of [...bars].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const odd = flagsOf(stock, actions.get(ticker) ?? [], sessions, pricesAdjusted);
      const lines = this.#prices?.lines.get(ticker);
      for (const { kind, day, at, detail } of odd) {
        flags.push({ file, line: lines?.[at] ?? 0, kind, ticker, date: isoOf(day), metric: '', detail });
      }
    }
    return flags;
  }

  #companyFlags(isins: Isins): Flag[] {
    const file = this.reads.get(companies.name)?.file ?? companies.file;
    return isinFlags(file, this.#factsOf(companies), this.#companyLines, isins);
  }

  #checkSymbols(lines: readonly number[]): void {
    const read = this.reads.get(symbols.name);
    if (read === undefined) return;
    const known = this.reads.has(companies.name)
      ? this.#factsOf(companies).map(({ ticker }) => ticker)
      : null;
    const given = { file: read.file, facts: this.#factsOf(symbols), lines };
    const { facts, refusals } = checkSymbols(given, [], known && new Set(known));
    this.#facts.set(symbols, facts);
    this.reads.set(symbols.name, { ...read, refusals: [...read.refusals, ...refusals].sort(byLine) });
  }

  #symbols(): FormerSymbols {
    return new FormerSymbols(this.#factsOf(symbols));
  }

  #toldApart(): ToldApart {
    const given = this.#factsOf(companies);
    const isins = isinsOf(given);
    return tellApart(given, this.#symbols(), (ticker) => isins.get(ticker) ?? new Set());
  }

  /** Returns the ISINs of companies, those of rows under former symbols included. */
  #isinsOf({ companies: listed, aliases }: ToldApart): Isins {
    const former = this.#symbols();
    return isinsOf([
      ...listed,
      ...aliases.map((row) => ({ ...row, ticker: former.newestOf(row.ticker) ?? row.ticker })),
    ]);
  }

  #calendar(): TradingCalendar {
    return new TradingCalendar([...this.shipped, ...this.#factsOf(holidays)]);
  }

  #factsOf<Fact>(dataset: FactDataset<string, Fact>): readonly Fact[] {
    return (this.#facts.get(dataset as FactDataset) ?? []) as readonly Fact[];
  }
}

const byLine = (a: Refusal, b: Refusal): number => a.line - b.line;

function tradedDays(bars: Market['bars']): Set<Day> {
  const days = new Set<Day>();
  for (const { day } of bars.values()) for (const one of day) days.add(one);
  return days;
}
