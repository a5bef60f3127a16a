import type { Database } from '../../../src/database/database.js';
import { crossSectionAsOf, KnownFacts } from '../../../src/market/crossSection.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import type { ReadOptions } from '../../../src/market/imports/walkFolder.js';
import { importFolder, type ImportedFolder } from '../../../src/market/store/importFolder.js';
import { dayReport, type DayReport } from '../../../src/runs/dayReport.js';
import { queueOutdated } from '../../../src/runs/outdatedJob.js';
import type { ReproducedRun } from '../../../src/runs/reproduce/reproduceRun.js';
import { reproduceSpan } from '../../../src/runs/reproduce/reproduceSpan.js';
import type { ScoringSetup } from '../../../src/runs/scoringSetup.js';
import { GUARDRAILS, MODES, type Band, type IsoDate, type Mode } from '../../../src/scoring/names.js';
import { scoreDay } from '../../../src/scoring/scoreDay.js';
import { day, iso, writeFolder, type Files } from '../market/folder.js';

/** Later than every day of the markets here. */
const OPTIONS: ReadOptions = { today: day('2026-11-20') };

/** Imports files, and enqueues a rescore of what they touch. No row may be refused. */
export async function importFiles({ pool }: Database, files: Files): Promise<ImportedFolder> {
  const imported = await importFolder(pool, await writeFolder(files), {
    ...OPTIONS,
    onRecorded: queueOutdated,
  });
  const refused = [...imported.files.flatMap(({ refusals }) => refusals), ...imported.refusedFiles];
  if (refused.length > 0) throw new Error(`rows were refused: ${JSON.stringify(refused.slice(0, 3))}`);
  return imported;
}

/** What `greyoak score FOLDER` says of any day of a folder. */
export async function reportsOf(
  folder: string,
  { method, sectors }: ScoringSetup,
): Promise<(date: IsoDate) => DayReport> {
  const { market } = await readFolder(folder, OPTIONS);
  const known = new KnownFacts(market);
  const reports = new Map<IsoDate, DayReport>();
  return (date) => {
    let report = reports.get(date);
    if (report === undefined) {
      const inputs = crossSectionAsOf(market, date, method, sectors, known);
      report = dayReport(scoreDay(inputs.section, method), inputs);
      reports.set(date, report);
    }
    return report;
  };
}

/** The current scores of a day, in the words of the report. */
export interface StoredDay {
  readonly methodHash: string;
  readonly inputsHash: string;
  readonly notScored: DayReport['notScored'];
  readonly sectors: unknown;
  /** By mode and ticker. */
  readonly scores: Readonly<Record<string, unknown>>;
}

const PENALTY_COLUMNS = {
  LIQUIDITY: 'liquidity_points',
  PLEDGE: 'pledge_points',
  VOLATILITY: 'volatility_points',
  EVENT_WINDOW: 'event_points',
  GOVERNANCE: 'governance_points',
} as const;

/** All current days; per mode, as each may have a run of its own. */
export async function storedDays({ db }: Database): Promise<Map<string, StoredDay>> {
  const days = await db
    .selectFrom('served_days as d')
    .innerJoin('runs', 'runs.id', 'd.run_id')
    .select(['d.mode', 'd.day', 'd.run_id', 'method_hash', 'inputs_hash', 'not_scored'])
    .execute();
  const scores = await db
    .selectFrom('current_scores as scores')
    .innerJoin('stocks', 'stocks.id', 'scores.stock_id')
    .innerJoin('sectors', 'sectors.id', 'scores.sector_id')
    .selectAll('scores')
    .select(['ticker', 'key as sector'])
    .execute();
  const momentum = await db
    .selectFrom('sector_momentum')
    .innerJoin('sectors', 'sectors.id', 'sector_id')
    .selectAll()
    .execute();
  const bySector = new Map<number, [string, unknown][]>();
  for (const { run_id, key, z, score, stocks } of momentum) {
    const sectors = bySector.get(run_id) ?? [];
    bySector.set(run_id, [...sectors, [key, { z, score, count: stocks }]]);
  }
  const result = new Map<string, StoredDay & { scores: Record<string, unknown> }>();
  for (const { mode, day, run_id, method_hash, inputs_hash, not_scored } of days) {
    result.set(`${day} ${mode}`, {
      methodHash: method_hash,
      inputsHash: inputs_hash ?? 'none',
      notScored: not_scored,
      sectors: Object.fromEntries(bySector.get(run_id) ?? []),
      scores: {},
    });
  }
  for (const row of scores) {
    const stored = result.get(`${row.day} ${row.mode}`);
    if (stored === undefined) throw new Error(`scores of ${row.day} without a run`);
    stored.scores[row.ticker] = {
      sector: row.sector,
      score: row.value,
      band: row.band,
      weighted: row.weighted,
      pillars: { F: row.f, T: row.t, R: row.r, O: row.o, Q: row.q, S: row.s },
      penalty: {
        total: row.penalty,
        beforeCap: row.penalty_before_cap,
        cap: row.penalty_cap,
        parts: Object.fromEntries(Object.entries(PENALTY_COLUMNS).map(([kind, name]) => [kind, row[name]])),
      },
      fired: GUARDRAILS.filter((_, k) => (row.fired & (1 << k)) !== 0),
      beforeGuardrails: row.before_guardrails,
      bandTrace: row.band_trace,
      confidence: {
        value: row.confidence,
        coverage: row.coverage,
        freshness: row.freshness,
        sourcePenalty: row.source_penalty,
        imputedFraction: row.imputed_fraction,
      },
      sectorZ: row.sector_z,
    };
  }
  return result;
}

const LETTERS: Readonly<Record<Band, string>> = { AVOID: 'A', HOLD: 'H', BUY: 'B', STRONG_BUY: 'S' };

/** What should be stored of a report in a mode. */
export function storedFormOf(report: DayReport, mode: Mode): StoredDay {
  return {
    methodHash: report.method.hash,
    inputsHash: report.inputsHash,
    notScored: report.notScored,
    sectors: report.sectors,
    scores: Object.fromEntries(
      Object.entries(report.stocks).map(([ticker, { sector, modes }]) => {
        const { guardrails, ...rest } = modes[mode];
        const fired = guardrails.filter((step) => step.fired).map(({ guardrail }) => guardrail);
        const bands = [guardrails[0].bandBefore, ...guardrails.map(({ bandAfter }) => bandAfter)];
        const stored = {
          sector,
          ...rest,
          fired,
          beforeGuardrails: guardrails[0].scoreBefore,
          bandTrace: bands.map((band) => LETTERS[band]).join(''),
        };
        return [ticker, stored];
      }),
    ),
  };
}

/** What should be stored of the days of a folder, both modes. */
export function storedFormsOf(
  reportOf: (date: IsoDate) => DayReport,
  sessions: readonly IsoDate[],
): Map<string, StoredDay> {
  return new Map(
    sessions.flatMap((date) => {
      const report = reportOf(date);
      return MODES.map((mode) => [`${date} ${mode}`, storedFormOf(report, mode)] as const);
    }),
  );
}

/** Stocks and modes whose value, band or fired guardrails differ between two reports of a day. */
export function changesBetween(before: DayReport, after: DayReport): number {
  const eventOf = (report: DayReport, ticker: string, mode: Mode) => {
    const score = report.stocks[ticker]?.modes[mode];
    return score && JSON.stringify([score.score, score.band, score.guardrails.map(({ fired }) => fired)]);
  };
  return MODES.flatMap((mode) =>
    Object.keys(after.stocks).filter(
      (ticker) => eventOf(before, ticker, mode) !== eventOf(after, ticker, mode),
    ),
  ).length;
}

/** Stocks and modes that are in other bands in two reports of a day. */
export function bandChangesBetween(before: DayReport, after: DayReport): number {
  return MODES.flatMap((mode) =>
    Object.entries(after.stocks).filter(([ticker, { modes }]) => {
      const former = before.stocks[ticker]?.modes[mode].band;
      return former !== undefined && former !== modes[mode].band;
    }),
  ).length;
}

/** Every stored run, computed again. */
export async function reproduced({ pool }: Database): Promise<ReproducedRun[]> {
  const runs: ReproducedRun[] = [];
  await reproduceSpan(pool, iso('1990-01-01'), iso('2100-01-01'), (run) => runs.push(run));
  return runs;
}
