import { Command, Option } from 'commander';
import type { SectorPeers } from '../companies/peers/sectorPeers.js';
import { peersOfMarket } from '../companies/peersOfMarket.js';
import type { OpenDatabase } from '../database/openDatabase.js';
import type { DayInputs } from '../market/crossSection.js';
import { dayOf, isoOf } from '../market/day.js';
import { DEFAULT_SECTORS } from '../market/sectors.js';
import { sessionToScore } from '../market/sessionToScore.js';
import { tickerOf } from '../market/ticker.js';
import { findMethodFile } from '../method/findMethodFile.js';
import type { Assessment } from '../risk/assessment.js';
import { assessmentOf } from '../risk/assessmentOf.js';
import { observationsAt } from '../risk/observationsAt.js';
import type { RiskMethod } from '../risk/riskMethod.js';
import { dayReport, dayReportJson, type DayReport } from '../runs/dayReport.js';
import { inputsFromBars } from '../runs/inputsFromBars.js';
import { AttributedChanges } from '../runs/reproduce/attributedChanges.js';
import { Recomputer } from '../runs/reproduce/recomputer.js';
import { assessSection } from '../runs/risks/assessSection.js';
import { storedRisk } from '../runs/risks/storedRisk.js';
import { scoreSpan, type ScoredSpan } from '../runs/scoreSpan.js';
import { loadSetup, type ScoringSetup } from '../runs/scoringSetup.js';
import type { ThresholdSet } from '../scoring/method.js';
import { MODES, type IsoDate, type Mode, type Ticker } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';
import { readSettings } from '../settings.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { spanOf, type DateOptions } from './dateOptions.js';
import { explanation } from './explanation.js';
import { sayMarketReturns } from './sayMarketReturns.js';
import { peersBlock } from './peersBlock.js';
import { progressOn } from './progress.js';
import { withFactsOptions, type FactsOptions } from './readFacts.js';
import { readMarket } from './readMarket.js';
import { readWhy } from './readWhy.js';
import { requireTicker } from './requireTicker.js';
import { riskBlock } from './riskBlock.js';
import { scoredLine } from './scoredLine.js';
import { scoreTable } from './scoreTable.js';
import { sessionsOf } from './sessionsOf.js';
import { storedPeers } from './storedPeers.js';
import { storedScoreOf } from './storedScoreOf.js';
import type { Terminal } from './terminal.js';
import { changeLines, type Why } from './whyLines.js';
import { withStore } from './withStore.js';

interface ScoreOptions extends FactsOptions, DateOptions {
  readonly table?: boolean;
  readonly json?: boolean;
  readonly ticker?: string;
  readonly explain?: boolean;
  readonly again?: boolean;
  readonly mode: Mode;
  readonly method?: string;
  readonly sectors: string;
  readonly thresholds: ThresholdSet;
}

/** The command `greyoak score [FOLDER] [--date D]`, or `greyoak score --from A --to B`. */
export function scoreCommand(terminal: Terminal): Command {
  const command = new Command('score')
    .description(
      'score every stock on one day of an import folder, or days of the store, which keeps the scores',
    )
    .argument('[folder]', 'folder of CSV files in the import format; by default the store is scored')
    .option(
      '--date <date>',
      'the session to score, such as 2024-10-08; of a folder by default the newest that counts',
    )
    .option('--from <date>', 'store only: first session of a span')
    .option('--to <date>', 'store only: last session of a span')
    .option('--again', 'store only: also store scores whose inputs are those of the current ones')
    .option('--table', 'print a table (default on a terminal)')
    .option('--json', 'print everything as JSON with sorted keys (default elsewhere)')
    .option('--ticker <ticker>', 'print only this stock, such as RELIANCE')
    .option('--explain', 'print the whole breakdown of the stock (with --ticker)')
    .addOption(
      new Option('--mode <mode>', 'mode by which the table is sorted').choices(MODES).default('INVESTOR'),
    )
    .option('--method <method>', 'name of a method, or file with its parameters; METHOD by default')
    .option('--sectors <file>', 'file with the sector groups of industries and tickers', DEFAULT_SECTORS)
    .addOption(
      new Option('--thresholds <set>', 'set of band and guardrail thresholds')
        .choices(['production', 'test'])
        .default('production'),
    )
    .action(async (folder: string | undefined, options: ScoreOptions) => {
      refuseContradictions(folder, options, terminal);
      const settings = readSettings(terminal.env);
      const { method = settings.methods.served } = options;
      const setup: ScoringSetup = {
        ...(await loadSetup(await findMethodFile(method), options.sectors, options.thresholds)),
        sessionQuorum: settings.sessions.quorum,
      };
      if (folder !== undefined) await scoreFolder(folder, setup, options, terminal);
      else if (options.date !== undefined) await scoreStoredDay(options.date, setup, options, terminal);
      else await scoreStoredSpan(setup, options, terminal);
    });
  return withFactsOptions(command);
}

async function scoreFolder(
  folder: string,
  setup: ScoringSetup,
  options: ScoreOptions,
  terminal: Terminal,
): Promise<void> {
  const { method, sessionQuorum, risk } = setup;
  const market = await readMarket(folder, options, terminal);
  const date = sessionToScore(market, options.date as IsoDate | undefined, sessionQuorum);
  const inputs = await inputsFromBars(market, date, setup);
  const nameOf = (ticker: Ticker) => market.companies.get(ticker)?.name ?? ticker;
  const assessed = (ticker: Ticker) => {
    const risks = assessSection(market, inputs.section, risk.method);
    const at = risks.tickers.indexOf(ticker);
    return { assessment: assessmentOf(observationsAt(risks, at), risk.method), method: risk.method };
  };
  const peersOf = (ticker: Ticker) => {
    const [sector] = inputs.section.sectors.filter((_, at) => inputs.section.tickers[at] === ticker);
    return peersOfMarket(market, date, setup.sectors).get(sector) ?? null;
  };
  printDay(scoreDay(inputs.section, method), inputs, { nameOf, assessed, peersOf }, options, terminal);
}

/** Scores a day of the store, stores the scores if they are new, and prints them. */
async function scoreStoredDay(
  date: string,
  setup: ScoringSetup,
  options: ScoreOptions,
  terminal: Terminal,
): Promise<void> {
  await withStore(terminal, async (store) => {
    const { pool } = store;
    const scored: { day: DayScores; inputs: DayInputs }[] = [];
    const span = { from: date as IsoDate, to: date as IsoDate, recheck: true, again: options.again ?? false };
    const result = await scoreSpan(pool, setup, {
      ...span,
      onDay: (day, inputs) => scored.push({ day, inputs }),
    });
    sayMarketReturns(result, terminal);
    const { rows } = await pool.query<{ ticker: Ticker; name: string }>(
      'SELECT ticker, name FROM companies JOIN stocks ON id = stock_id WHERE superseded_in IS NULL',
    );
    const names = new Map(rows.map(({ ticker, name }) => [ticker, name]));
    const nameOf = (ticker: Ticker) => names.get(ticker) ?? ticker;
    const stated = requireTicker(options.ticker);
    const risk = options.explain && stated !== null ? await storedRisk(pool, stated, date as IsoDate) : null;
    const assessed = () => (risk?.day === date ? risk : null);
    const peers = options.explain ? await storedPeers(store, setup.sectors, dayOf(date)) : null;
    const peersOf = (ticker: Ticker) => peers?.sectors.get(peers.sectorOf(ticker)) ?? null;
    for (const { day, inputs } of scored) {
      printDay(day, inputs, { nameOf, assessed, peersOf }, options, terminal);
    }
    if (options.explain && stated !== null) {
      const changes = await changesOf(store, stated, date as IsoDate, setup.method.name);
      for (const why of changes) terminal.out(`\n${changeLines(why, terminal.colors).join('\n')}\n`);
    }
  });
}

/** Reads why the stored scores of a stock differ from those before; none for a first score. */
async function changesOf(store: OpenDatabase, ticker: Ticker, on: IsoDate, method: string): Promise<Why[]> {
  const sessions = await sessionsOf(store.pool);
  const changes = new AttributedChanges(new Recomputer(store));
  const found: Why[] = [];
  for (const mode of MODES) {
    const key = { ticker, mode, method };
    const to = await storedScoreOf(store.db, { ...key, on, upTo: null });
    const before = isoOf(dayOf(on) - 1);
    const from = await storedScoreOf(store.db, { ...key, on: null, upTo: before });
    if (from !== null && to !== null) found.push(await readWhy(store, changes, sessions, from, to));
  }
  return found;
}

async function scoreStoredSpan(
  setup: ScoringSetup,
  options: ScoreOptions,
  terminal: Terminal,
): Promise<void> {
  const { from, to } = spanOf(options);
  const progress = progressOn(terminal);
  try {
    const scored = await withStore(terminal, ({ pool }) =>
      scoreSpan(pool, setup, {
        from: from as IsoDate,
        to: to as IsoDate,
        again: options.again ?? false,
        onProgress: (done, total) => progress.show('scores', done, total),
      }),
    );
    progress.stop();
    sayMarketReturns(scored, terminal);
    terminal.out(`${[...scoredLine(scored), ...servedLine(setup, scored)].join('\n')}\n`);
  } finally {
    progress.stop();
  }
}

/** Says where the store serves another method, so that clients get these scores only by its name. */
function servedLine({ method }: ScoringSetup, { served }: ScoredSpan): string[] {
  return served === undefined
    ? []
    : [`The store serves ${served}: clients get these scores of ${method.name} where they name it.`];
}

/** What is known of a stock besides its scores. */
interface Known {
  readonly nameOf: (ticker: Ticker) => string;
  /** Null where its risk was not assessed. */
  readonly assessed: (
    ticker: Ticker,
  ) => { readonly assessment: Assessment; readonly method: RiskMethod } | null;
  /** Null where the sector of the stock has none. */
  readonly peersOf: (ticker: Ticker) => SectorPeers | null;
}

function printDay(
  day: DayScores,
  inputs: DayInputs,
  { nameOf, assessed, peersOf }: Known,
  options: ScoreOptions,
  terminal: Terminal,
): void {
  const whole = dayReport(day, inputs);
  const report = options.ticker === undefined ? whole : onlyTicker(whole, options.ticker);
  if (options.json || (!options.table && !options.explain && !terminal.outIsTty)) {
    terminal.out(dayReportJson(report));
  } else if (options.explain) {
    const [ticker] = Object.keys(report.stocks);
    const risk = assessed(ticker as Ticker);
    const peers = peersOf(ticker as Ticker);
    const isLender = day.method.parameters.banking_groups.includes(peers?.sector ?? '');
    const blocks = [
      explanation(report, ticker, shown(nameOf(ticker as Ticker)), day, terminal.colors),
      ...(risk === null ? [] : [`${riskBlock(risk.assessment, risk.method.parameters, terminal.colors)}\n`]),
      ...(peers === null ? [] : [`${peersBlock(peers, ticker as Ticker, isLender, terminal.colors)}\n`]),
    ];
    terminal.out(blocks.join('\n'));
  } else {
    terminal.out(scoreTable(report, options.mode, terminal.colors));
  }
}

function refuseContradictions(folder: string | undefined, options: ScoreOptions, terminal: Terminal): void {
  if (folder !== undefined && (options.from ?? options.to ?? options.again) !== undefined) {
    throw new UserError(
      '--from, --to and --again speak of the store: leave out the folder, or import it first with "greyoak import".',
    );
  }
  if (folder === undefined) spanOf(options);
  if (folder === undefined && options.adjusted) {
    throw new UserError(
      '--adjusted speaks of the prices of a folder: the store knows how its prices were imported.',
    );
  }
  const shows = (['json', 'table', 'ticker', 'explain'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (folder === undefined && options.date === undefined && shows.length > 0) {
    throw new UserError(
      `--${shows[0]} shows the scores of one day: name it with --date, not with --from and --to.`,
    );
  }
  if (options.explain && options.ticker === undefined) {
    throw new UserError('--explain explains one stock: name it with --ticker, such as --ticker RELIANCE.');
  }
  if (options.table && options.json) {
    throw new UserError('--table and --json were both asked for: expected one of them.');
  }
  if (options.thresholds === 'test' && terminal.env['NODE_ENV'] === 'production') {
    throw new UserError(
      '--thresholds test is for trials, and refused while NODE_ENV is production: leave it out, or unset NODE_ENV.',
    );
  }
}

/**
 * Reduces a report to one stock; what it says of the day and the sectors stays.
 *
 * @throws UserError where the stock has no score
 */
function onlyTicker(report: DayReport, text: string): DayReport {
  const ticker = tickerOf(text);
  if (ticker === null)
    throw new UserError(`Expected a ticker such as RELIANCE or RELIANCE.NS, got "${shown(text)}".`);
  const stock = report.stocks[ticker];
  if (stock !== undefined) return { ...report, stocks: { [ticker]: stock }, notScored: {} };
  const reason = report.notScored[ticker]?.reason;
  throw new UserError(
    reason === undefined
      ? `${ticker} is not in companies.csv: expected one of its tickers.`
      : `${ticker} has no score on ${report.date}: ${reason}.`,
  );
}
