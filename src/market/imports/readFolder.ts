import type { Day, Ticker } from '../../scoring/names.js';
import { tellApart, type ToldApart } from '../aliases.js';
import { TradingCalendar } from '../calendar.js';
import { companies } from '../datasets/companies.js';
import type { Dataset, FactDataset } from '../datasets/dataset.js';
import { DATASETS } from '../datasets/datasets.js';
import { holidays } from '../datasets/holidays.js';
import { prices } from '../datasets/prices.js';
import { symbols } from '../datasets/symbols.js';
import { withdrawals } from '../datasets/withdrawals.js';
import { isoOf } from '../day.js';
import type { TradedBars } from '../facts.js';
import { ACTION_FLAGS } from '../flags/actionFlagKinds.js';
import { calendarFlags } from '../flags/calendarFlags.js';
import { flagsOf } from '../flags/flagsOf.js';
import { rowsWithoutCalendar } from '../flags/rowsWithoutCalendar.js';
import { writtenFlags } from '../flags/writtenFlags.js';
import { FormerSymbols } from '../formerSymbols.js';
import { groupFacts } from '../groupFacts.js';
import { isinsOf, type Isins } from '../isins.js';
import type { Market } from '../market.js';
import { checkSymbols } from './checkSymbols.js';
import type { KnownMarket } from './columns.js';
import { daysOfBars } from './daysOfBars.js';
import { factsOfSessions } from './factsOfSessions.js';
import { findFiles } from './findFiles.js';
import { isinFlags } from './isinFlags.js';
import { judgedBars } from './judgedBars.js';
import { nseCalendar } from './nseCalendar.js';
import type { PricesFile } from './prices.js';
import type { FileFacts } from './readFile.js';
import {
  byLine,
  countBy,
  FLAG_KINDS,
  REFUSAL_RULES,
  type FileSummary,
  type Flag,
  type Refusal,
} from './refusal.js';
import { unknownFact } from './unknownFact.js';
import { walkFolder, type FolderSink, type ReadOptions } from './walkFolder.js';
import type { RemainingFacts } from './withoutFacts.js';
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
  const flags = await sink.flags(market);
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
  readonly reads = new Map<string, Pick<FileFacts<unknown>, 'file' | 'rows' | 'refusals'>>();
  /** Years of rows that the calendar does not know. */
  readonly #unknownYears: Flag[] = [];
  readonly #facts = new Map<Dataset, FileFacts<unknown>>();
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

  async facts<Fact>(dataset: FactDataset<string, Fact>, read: FileFacts<Fact>): Promise<void> {
    const days = daysOfBars(this.#prices?.bars ?? new Map<Ticker, TradedBars>());
    const judged = await factsOfSessions(dataset, read, this.#calendar().sessions([]), days);
    this.#keep(dataset, read, judged);
    this.#unknownYears.push(...judged.flags);
    if (dataset.name === symbols.name) this.#checkSymbols();
    if (dataset.name === withdrawals.name) this.#withdraw();
  }

  #withdraw(): void {
    const read = this.#read(withdrawals);
    if (read === undefined) return;
    const { facts, prices, found } = withoutWithdrawn(
      { facts: this.#facts, prices: this.#prices },
      read.facts,
    );
    for (const [dataset, left] of facts) this.#facts.set(dataset, left);
    this.#prices = prices;
    const unknown = read.facts.flatMap((one, place) =>
      one.lifted || found.has(withdrawals.keyOf(one)) ? [] : unknownFact(read.file, read.lines[place], one),
    );
    this.#keep(withdrawals, read, { ...read, refusals: unknown });
  }

  async bars(read: PricesFile): Promise<void> {
    const sessions = this.#calendar().sessions([]);
    this.#prices = { ...read, ...(await judgedBars(read, sessions, null)) };
    this.reads.set(prices.name, this.#prices);
    this.#unknownYears.push(
      ...calendarFlags(read.file, rowsWithoutCalendar(this.#prices, sessions), sessions),
    );
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

  /** Returns the flags of all facts: those of bars ascending by ticker, others in the order of their lines. */
  async flags(market: Market): Promise<Flag[]> {
    const flags = [...this.#unknownYears, ...this.#companyFlags(market.isins), ...this.#flagsOfBars(market)];
    for (const dataset of DATASETS) {
      const read = dataset.kind === 'FACTS' ? this.#facts.get(dataset) : undefined;
      if (dataset.kind !== 'FACTS' || read === undefined) continue;
      flags.push(
        ...(await writtenFlags(dataset as FactDataset, read, {
          written: read.facts,
          formerOf: new Map(),
          known: read.facts,
          barsOf: () => Promise.resolve(market),
          sessionsFrom: () => Promise.resolve(0),
        })),
      );
    }
    return flags;
  }

  /** Returns the flags of bars. What is odd about actions is flagged at their own rows. */
  #flagsOfBars({ bars, actions, sessions, pricesAdjusted }: Market): Flag[] {
    const file = this.#prices?.file ?? prices.file;
    const flags: Flag[] = [];
    for (const [ticker, stock] of [...bars].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const odd = flagsOf(stock, actions.get(ticker) ?? [], sessions, pricesAdjusted);
      const lines = this.#prices?.lines.get(ticker);
      for (const { kind, day, at, detail } of odd) {
        if (ACTION_FLAGS.has(kind)) continue;
        flags.push({ file, line: lines?.[at] ?? 0, kind, ticker, date: isoOf(day), metric: '', detail });
      }
    }
    return flags;
  }

  #companyFlags(isins: Isins): Flag[] {
    const { file = companies.file, facts = [], lines = [] } = this.#read(companies) ?? {};
    return isinFlags(file, facts, lines, isins);
  }

  #checkSymbols(): void {
    const read = this.#read(symbols);
    if (read === undefined) return;
    const known = this.reads.has(companies.name)
      ? new Set(this.#factsOf(companies).map(({ ticker }) => ticker))
      : null;
    this.#keep(symbols, read, checkSymbols(read, [], known));
  }

  /** Keeps what is left of a file, with the refusals of before and these. */
  #keep<Fact>(
    dataset: FactDataset<string, Fact>,
    read: FileFacts<Fact>,
    { facts, lines, refusals }: RemainingFacts<Fact>,
  ): void {
    const taken = { ...read, facts, lines, refusals: [...read.refusals, ...refusals].sort(byLine) };
    this.reads.set(dataset.name, taken);
    this.#facts.set(dataset as FactDataset, taken);
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
    return this.#read(dataset)?.facts ?? [];
  }

  #read<Fact>(dataset: FactDataset<string, Fact>): FileFacts<Fact> | undefined {
    return this.#facts.get(dataset as FactDataset) as FileFacts<Fact> | undefined;
  }
}

function tradedDays(bars: Market['bars']): Set<Day> {
  const days = new Set<Day>();
  for (const { day } of bars.values()) for (const one of day) days.add(one);
  return days;
}
