import type { Day } from '../../scoring/names.js';
import { TradingCalendar } from '../calendar.js';
import { companies } from '../datasets/companies.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { DATASETS } from '../datasets/datasets.js';
import { holidays } from '../datasets/holidays.js';
import { prices } from '../datasets/prices.js';
import { withdrawals } from '../datasets/withdrawals.js';
import { isoOf } from '../day.js';
import { groupFacts } from '../groupFacts.js';
import type { Market } from '../market.js';
import type { KnownMarket } from './columns.js';
import { findFiles } from './findFiles.js';
import { flagsOf } from './flags.js';
import { nseCalendar } from './nseCalendar.js';
import type { PricesFile } from './prices.js';
import type { FileFacts } from './readFile.js';
import { countBy, FLAG_KINDS, REFUSAL_RULES, type FileSummary, type Flag, type Refusal } from './refusal.js';
import { unknownFact } from './unknownFact.js';
import { walkFolder, type FolderSink, type ReadOptions } from './walkFolder.js';
import { withoutWithdrawn } from './withoutWithdrawn.js';

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
      flagged: countBy(dataset.kind === 'BARS' ? flags : [], FLAG_KINDS, ({ kind }) => kind),
    });
  }
  return { market, summaries, refusals, flags, ignored: files.ignored };
}

/** Keeps what a folder's files give, until the market is made of it. */
class MemorySink implements FolderSink {
  readonly reads = new Map<string, Omit<FileFacts<unknown>, 'facts' | 'lines'>>();
  #facts = new Map<Dataset, readonly unknown[]>();
  #prices: PricesFile | null = null;

  constructor(private readonly shipped: Awaited<ReturnType<typeof nseCalendar>>) {}

  known(): KnownMarket {
    const calendar = this.#calendar();
    const tickers = this.#factsOf(companies).map(({ ticker }) => ticker);
    return {
      knownTickers: this.reads.has(companies.name) ? new Set(tickers) : null,
      closedBecause: (day) => calendar.closedBecause(day),
    };
  }

  facts<Fact>(dataset: FactDataset<string, Fact>, { facts, ...read }: FileFacts<Fact>): void {
    this.reads.set(dataset.name, read);
    this.#facts.set(dataset as FactDataset, facts);
    if (dataset.name === withdrawals.name) this.#withdraw(read);
  }

  #withdraw(read: Omit<FileFacts<unknown>, 'facts'>): void {
    const given = this.#factsOf(withdrawals);
    const { facts, prices, found } = withoutWithdrawn({ facts: this.#facts, prices: this.#prices }, given);
    this.#facts = new Map(facts);
    this.#prices = prices;
    const unknown = given.flatMap((one, place) =>
      one.lifted || found.has(withdrawals.keyOf(one)) ? [] : unknownFact(read.file, read.lines[place], one),
    );
    const refusals = [...read.refusals, ...unknown].sort((a, b) => a.line - b.line);
    this.reads.set(withdrawals.name, { ...read, refusals });
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
    return {
      ...(await groupFacts((dataset) => dataset.group(this.#factsOf(dataset)))),
      sessions: this.#calendar().sessions(tradedDays(bars)),
      bars,
      pricesAdjusted,
    };
  }

  /** Returns the flags of all stocks, ascending by ticker. */
  flags({ bars, actions, sessions, pricesAdjusted }: Market): Flag[] {
    const file = this.#prices?.file ?? prices.file;
    const flags: Flag[] = [];
    for (const [ticker, stock] of [...bars].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const odd = flagsOf(stock, actions.get(ticker) ?? [], sessions, pricesAdjusted);
      const lines = this.#prices?.lines.get(ticker);
      for (const { kind, day, at, detail } of odd) {
        flags.push({ file, line: lines?.[at] ?? 0, kind, ticker, date: isoOf(day), metric: '', detail });
      }
    }
    return flags;
  }

  #calendar(): TradingCalendar {
    return new TradingCalendar([...this.shipped, ...this.#factsOf(holidays)]);
  }

  #factsOf<Fact>(dataset: FactDataset<string, Fact>): readonly Fact[] {
    return (this.#facts.get(dataset as FactDataset) ?? []) as readonly Fact[];
  }
}

function tradedDays(bars: Market['bars']): Set<Day> {
  const days = new Set<Day>();
  for (const { day } of bars.values()) for (const one of day) days.add(one);
  return days;
}
