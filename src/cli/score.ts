import { Command, Option } from 'commander';
import { crossSectionAsOf } from '../market/crossSection.js';
import { DEFAULT_SECTORS, loadSectors } from '../market/sectors.js';
import { tickerOf } from '../market/ticker.js';
import { DEFAULT_METHOD, loadMethod } from '../method/loadMethod.js';
import { dayReport, dayReportJson, type DayReport } from '../runs/dayReport.js';
import type { ThresholdSet } from '../scoring/method.js';
import { MODES, type IsoDate, type Mode, type Ticker } from '../scoring/names.js';
import { scoreDay } from '../scoring/scoreDay.js';
import { UserError } from '../userError.js';
import { explanation } from './explanation.js';
import { readFacts, withFactsOptions, type FactsOptions } from './readFacts.js';
import { scoreTable } from './scoreTable.js';
import type { Terminal } from './terminal.js';

interface ScoreOptions extends FactsOptions {
  readonly date: string;
  readonly table?: boolean;
  readonly json?: boolean;
  readonly ticker?: string;
  readonly explain?: boolean;
  readonly mode: Mode;
  readonly method: string;
  readonly sectors: string;
  readonly thresholds: ThresholdSet;
}

/** `greyoak score FOLDER --date D` */
export function scoreCommand(terminal: Terminal): Command {
  const command = new Command('score')
    .description('score every stock of an import folder on one day')
    .argument('<folder>', 'folder of CSV files in the import format')
    .requiredOption('--date <date>', 'the session to score, such as 2024-10-08')
    .option('--table', 'print a table (the default on a terminal)')
    .option('--json', 'print everything as JSON, keys sorted (the default elsewhere)')
    .option('--ticker <ticker>', 'only this stock, such as RELIANCE')
    .option('--explain', "print the stock's whole reckoning (with --ticker)")
    .addOption(
      new Option('--mode <mode>', 'the mode that the table is sorted by').choices(MODES).default('INVESTOR'),
    )
    .option('--method <file>', 'parameters of the method', DEFAULT_METHOD)
    .option('--sectors <file>', 'sector groups of industries and tickers', DEFAULT_SECTORS)
    .addOption(
      new Option('--thresholds <set>', 'band and guardrail thresholds')
        .choices(['production', 'test'])
        .default('production'),
    )
    .action((folder: string, options: ScoreOptions) => score(folder, options, terminal));
  return withFactsOptions(command);
}

async function score(folder: string, options: ScoreOptions, terminal: Terminal): Promise<void> {
  refuseContradictions(options, terminal);
  const method = await loadMethod(options.method, options.thresholds);
  const sectors = await loadSectors(options.sectors);
  const { market, refusals } = await readFacts(folder, options, terminal);
  if (market.bars.size === 0) {
    throw new UserError(
      `${folder} gives no prices: expected prices.csv or prices.csv.gz with at least one bar that is taken. ` +
        `Run "greyoak check ${folder}" to see what is refused.`,
    );
  }
  if (refusals.length > 0) {
    terminal.err(
      `greyoak: ${refusals.length === 1 ? '1 row was' : `${refusals.length} rows were`} refused, the rest is scored; ` +
        `"greyoak check ${folder}" says which.\n`,
    );
  }
  const inputs = crossSectionAsOf(market, options.date as IsoDate, method, sectors);
  const day = scoreDay(inputs.section, method);
  const whole = dayReport(day, inputs);
  const report = options.ticker === undefined ? whole : onlyTicker(whole, options.ticker);
  if (options.json || (!options.table && !options.explain && !terminal.outIsTty)) {
    terminal.out(dayReportJson(report));
  } else if (options.explain) {
    const [ticker] = Object.keys(report.stocks);
    const name = market.companies.get(ticker as Ticker)?.name ?? ticker;
    terminal.out(explanation(report, ticker, name, day, terminal.colors));
  } else {
    terminal.out(scoreTable(report, options.mode, terminal.colors));
  }
}

function refuseContradictions(options: ScoreOptions, terminal: Terminal): void {
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

/** The report with one stock in it; sectors and the day's identity stay. */
function onlyTicker(report: DayReport, text: string): DayReport {
  const ticker = tickerOf(text);
  if (ticker === null)
    throw new UserError(`Expected a ticker such as RELIANCE or RELIANCE.NS, came "${text}".`);
  const stock = report.stocks[ticker];
  if (stock !== undefined) return { ...report, stocks: { [ticker]: stock }, notScored: {} };
  const reason = report.notScored[ticker];
  throw new UserError(
    reason === undefined
      ? `${ticker} is not in companies.csv: expected one of its tickers.`
      : `${ticker} has no score on ${report.date}: ${reason}.`,
  );
}
