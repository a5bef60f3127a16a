import { stat } from 'node:fs/promises';
import { Command } from 'commander';
import { canonicalJson } from '../canonicalJson.js';
import { crossSectionAsOf } from '../market/crossSection.js';
import { dayOf } from '../market/day.js';
import { sessionToScore } from '../market/sessionToScore.js';
import { tickerOf } from '../market/ticker.js';
import { DEFAULT_RISK_METHOD } from '../method/loadRiskMethod.js';
import { assessmentOf } from '../risk/assessmentOf.js';
import { observationsAt } from '../risk/observationsAt.js';
import { assessSection } from '../runs/risks/assessSection.js';
import { riskReport, riskReportJson, type RiskReport } from '../runs/risks/riskReport.js';
import { storedRisk, type StoredRisk } from '../runs/risks/storedRisk.js';
import { scoreSpan } from '../runs/scoreSpan.js';
import { loadSetup, type ScoringSetup } from '../runs/scoringSetup.js';
import type { IsoDate, Ticker } from '../scoring/names.js';
import { readSettings } from '../settings.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { spanOf, type DateOptions } from './dateOptions.js';
import { progressOn } from './progress.js';
import { readMarket } from './readMarket.js';
import { withFactsOptions, type FactsOptions } from './readFacts.js';
import { requireTicker } from './requireTicker.js';
import { riskBlock } from './riskBlock.js';
import { riskTable } from './riskTable.js';
import { scoredLine } from './scoredLine.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface RiskOptions extends FactsOptions, DateOptions {
  readonly table?: boolean;
  readonly json?: boolean;
  readonly ticker?: string;
  readonly method: string;
}

/** The command `greyoak risk TICKER`, `greyoak risk FOLDER --date D`, or `greyoak risk --from A --to B`. */
export function riskCommand(terminal: Terminal): Command {
  const command = new Command('risk')
    .description('show how risky a stock of the store is, assess an import folder, or fill days of the store')
    .argument('[subject]', 'a ticker such as RELIANCE, or a folder of CSV files in the import format')
    .option('--date <date>', 'the session, such as 2024-10-08; by default the newest')
    .option('--from <date>', 'store only: first session of a span to assess and score')
    .option('--to <date>', 'store only: last session of a span')
    .option('--table', 'folder only: print a table (default on a terminal)')
    .option('--json', 'folder only: print everything as JSON with sorted keys (default elsewhere)')
    .option('--ticker <ticker>', 'folder only: explain the risk of this stock')
    .option('--method <file>', 'file with the parameters of the risk method', DEFAULT_RISK_METHOD)
    .action(async (subject: string | undefined, options: RiskOptions) => {
      const setup = async (): Promise<ScoringSetup> => ({
        ...(await loadSetup(undefined, undefined, undefined, options.method)),
        sessionQuorum: readSettings(terminal.env).sessions.quorum,
      });
      if (subject === undefined) return fillDays(await setup(), options, terminal);
      if (options.from !== undefined || options.to !== undefined) {
        throw new UserError('--from and --to fill days of the store: leave out the ticker or folder.');
      }
      if (await isFolder(subject)) return assessFolder(subject, await setup(), options, terminal);
      const ticker = tickerOf(subject);
      if (ticker === null) {
        throw new UserError(`Expected a folder, or a ticker such as RELIANCE, got "${shown(subject)}".`);
      }
      return showStored(ticker, options, terminal);
    });
  return withFactsOptions(command);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

async function fillDays(setup: ScoringSetup, options: RiskOptions, terminal: Terminal): Promise<void> {
  if (options.date === undefined && options.from === undefined && options.to === undefined) {
    throw new UserError(
      'Expected a ticker such as RELIANCE, a folder, or days of the store (--date D, or --from A and --to B), got none.',
    );
  }
  const { from, to } = spanOf(options);
  const progress = progressOn(terminal);
  try {
    const scored = await withStore(terminal, ({ pool }) =>
      scoreSpan(pool, setup, {
        from: from as IsoDate,
        to: to as IsoDate,
        onProgress: (done, total) => progress.show('risks', done, total),
      }),
    );
    progress.stop();
    terminal.out(`${scoredLine(scored).join('\n')}\n`);
  } finally {
    progress.stop();
  }
}

async function showStored(ticker: Ticker, { date, json }: RiskOptions, terminal: Terminal): Promise<void> {
  if (date !== undefined && Number.isNaN(dayOf(date))) {
    throw new UserError(`Expected a date such as 2024-10-08, got "${shown(date)}".`);
  }
  const found = await withStore(
    terminal,
    ({ pool }) => storedRisk(pool, ticker, (date as IsoDate | undefined) ?? null),
    { mustExist: true },
  );
  if (found === null) {
    throw new UserError(
      `${ticker} has no risk ${date === undefined ? 'in the store' : `up to ${date}`}: expected a stock whose days were ` +
        'assessed. Assess them with "greyoak risk --from A --to B", or look for another spelling.',
    );
  }
  if (json) {
    const { day, method, assessment } = found;
    const { name, hash } = method;
    terminal.out(`${canonicalJson({ date: day, method: { name, hash }, ticker, ...assessment })}\n`);
  } else terminal.out(explained(ticker, found, terminal));
}

async function assessFolder(
  folder: string,
  setup: ScoringSetup,
  options: RiskOptions,
  terminal: Terminal,
): Promise<void> {
  if (options.table && options.json) {
    throw new UserError('--table and --json were both asked for: expected one of them.');
  }
  const market = await readMarket(folder, options, terminal);
  const date = sessionToScore(market, options.date as IsoDate | undefined, setup.sessionQuorum);
  const inputs = crossSectionAsOf(market, date, setup.method, setup.sectors);
  const { method } = setup.risk;
  const risks = assessSection(market, inputs.section, method);
  const whole = riskReport(risks, inputs.notScored, method);
  const ticker = requireTicker(options.ticker);
  const report = ticker === null ? whole : onlyTicker(whole, ticker);
  if (options.json || (!options.table && ticker === null && !terminal.outIsTty)) {
    terminal.out(riskReportJson(report));
  } else if (ticker !== null && !options.table) {
    const assessment = assessmentOf(observationsAt(risks, risks.tickers.indexOf(ticker)), method);
    terminal.out(explained(ticker, { day: date, method, assessment }, terminal));
  } else terminal.out(riskTable(report, terminal.colors));
}

function explained(ticker: Ticker, { day, method, assessment }: StoredRisk, { colors }: Terminal): string {
  const head = `${colors.bold(ticker)}  ${day}, ${method.name}, method ${method.hash.slice(0, 12)}`;
  return `${head}\n\n${riskBlock(assessment, method.parameters, colors)}\n`;
}

/**
 * Reduces a report to one stock.
 *
 * @throws UserError where the stock was not assessed
 */
function onlyTicker(report: RiskReport, ticker: Ticker): RiskReport {
  const stock = report.stocks[ticker];
  if (stock !== undefined) return { ...report, stocks: { [ticker]: stock }, notAssessed: {} };
  const reason = report.notAssessed[ticker];
  throw new UserError(
    reason === undefined
      ? `${ticker} is not in companies.csv: expected one of its tickers.`
      : `${ticker} was not assessed on ${report.date}: ${reason}.`,
  );
}
