import type { CopyWriter } from '../database/copy.js';
import type { ScoresTable } from '../database/tables.js';
import type { StockIds } from '../market/store/stockIds.js';
import { BANDS, PENALTIES, type Band, type Day, type Mode } from '../scoring/names.js';
import { snap, snapOrNull } from '../scoring/rounding.js';
import type { DayScores } from '../scoring/scoreDay.js';

/** A score without what depends on its run and on former scores. */
export type ScoreRow = Omit<ScoresTable, 'run_id' | 'previous_value' | 'previous_band' | 'position'>;

/** What an event depends on of the score that a stock had before. */
export type FormerScore = Pick<ScoresTable, 'value' | 'band' | 'fired'>;

/** Bands as they stand in `band_trace`. */
const LETTERS: Readonly<Record<Band, string>> = { AVOID: 'A', HOLD: 'H', BUY: 'B', STRONG_BUY: 'S' };

/**
 * Puts a day's scores of one mode into rows, in the order of the stocks. Floats are rounded to 1e-10.
 *
 * @param sectorIds ids of the sector groups by their keys
 * @throws Error where a sector group has no id
 */
export function scoreRows(
  day: DayScores,
  mode: Mode,
  ids: StockIds,
  sectorIds: ReadonlyMap<string, number>,
): ScoreRow[] {
  const { section, confidence, rounded, sectorZ, sectors } = day;
  const { guardrails, penalties, score, weighted, band } = day.modes[mode];
  const [liquidity, pledge, volatility, events, governance] = PENALTIES.map((kind) => penalties.parts[kind]);
  const sectorIdOf = section.sectors.map((sector) => {
    const id = sectorIds.get(sector);
    if (id === undefined)
      throw new Error(`Expected an id of sector ${sector} in the table sectors, got none.`);
    return id;
  });
  return section.tickers.map((ticker, i) => {
    let fired = 0;
    let trace = LETTERS[BANDS[guardrails[0].bandBefore[i]]];
    guardrails.forEach((step, k) => {
      if (step.fired[i] === 1) fired |= 1 << k;
      trace += LETTERS[BANDS[step.bandAfter[i]]];
    });
    return {
      stock_id: ids.idOf(ticker),
      day: section.date,
      mode,
      band: BANDS[band[i]],
      confidence: snap(confidence.value[i]),
      coverage: snap(confidence.coverage[i]),
      freshness: snap(confidence.freshness[i]),
      source_penalty: snap(confidence.sourcePenalty[i]),
      imputed_fraction: snap(confidence.imputedFraction[i]),
      sector_z: snap(sectorZ[i]),
      traded_value_cr: snapOrNull(liquidity.observed[i]),
      pledged_fraction: snapOrNull(pledge.observed[i]),
      sigma20: snapOrNull(volatility.observed[i]),
      volatility_threshold: snapOrNull(volatility.threshold[i]),
      days_to_meeting: snapOrNull(events.observed[i]),
      days_since_governance: snapOrNull(governance.observed[i]),
      sector_id: sectorIdOf[sectors.of[i]],
      fired,
      value: score[i],
      weighted: weighted[i],
      before_guardrails: guardrails[0].scoreBefore[i],
      f: rounded[0][i] / 100,
      t: rounded[1][i] / 100,
      r: rounded[2][i] / 100,
      o: rounded[3][i] / 100,
      q: rounded[4][i] / 100,
      s: rounded[5][i] / 100,
      penalty: snap(penalties.total[i]),
      penalty_before_cap: snap(penalties.beforeCap[i]),
      penalty_cap: penalties.cap[i],
      liquidity_points: liquidity.points[i],
      pledge_points: pledge.points[i],
      volatility_points: volatility.points[i],
      event_points: events.points[i],
      governance_points: governance.points[i],
      band_trace: trace,
    };
  });
}

/** The place of a score in the log, and the score that it is compared with. */
export interface LoggedEvent {
  readonly position: number;
  /** Null where the stock had no score. */
  readonly former: FormerScore | null;
}

/** Writes a score field by field, because a loop over the columns takes four times as long (two million rows). */
export function writeScore(
  writer: CopyWriter,
  run: number,
  day: Day,
  row: ScoreRow,
  event: LoggedEvent | null,
): void {
  writer.int4(run);
  writer.date(day);
  writer.int8(event === null ? NaN : event.position);
  writer.numeric(event?.former?.value ?? NaN);
  writer.text(event?.former?.band ?? null);
  writer.int4(row.stock_id);
  writer.text(row.mode);
  writer.text(row.band);
  writer.float8(row.confidence);
  writer.float8(row.coverage);
  writer.float8(row.freshness);
  writer.float8(row.source_penalty);
  writer.float8(row.imputed_fraction);
  writer.float8(row.sector_z);
  writer.float8(row.traded_value_cr ?? NaN);
  writer.float8(row.pledged_fraction ?? NaN);
  writer.float8(row.sigma20 ?? NaN);
  writer.float8(row.volatility_threshold ?? NaN);
  writer.int4(row.days_to_meeting ?? NaN);
  writer.int4(row.days_since_governance ?? NaN);
  writer.int2(row.sector_id);
  writer.int2(row.fired);
  writer.numeric(row.value);
  writer.numeric(row.weighted);
  writer.numeric(row.before_guardrails);
  writer.numeric(row.f);
  writer.numeric(row.t);
  writer.numeric(row.r);
  writer.numeric(row.o);
  writer.numeric(row.q);
  writer.numeric(row.s);
  writer.numeric(row.penalty);
  writer.numeric(row.penalty_before_cap);
  writer.numeric(row.penalty_cap);
  writer.numeric(row.liquidity_points);
  writer.numeric(row.pledge_points);
  writer.numeric(row.volatility_points);
  writer.numeric(row.event_points);
  writer.numeric(row.governance_points);
  writer.text(row.band_trace);
}

/** Whether a score is an event of the log: it differs from the former one, or there is none (docs/live.md). */
export function isEvent(row: FormerScore, former: FormerScore | undefined): boolean {
  return (
    former === undefined ||
    row.value !== former.value ||
    row.band !== former.band ||
    row.fired !== former.fired
  );
}
