import type { CopyWriter } from '../database/copy.js';
import type { ScoresTable } from '../database/tables.js';
import type { StockIds } from '../market/store/factTables.js';
import { BANDS, PENALTIES, type Band, type Day, type Mode } from '../scoring/names.js';
import { snap } from '../scoring/rounding.js';
import type { DayScores } from '../scoring/scoreDay.js';

/** What a score is, without when and among which others it was stored. */
export type ScoreRow = Omit<ScoresTable, 'run_id' | 'previous_value' | 'previous_band' | 'position'>;

/** The score that a stock had before, as far as an event depends on it. */
export type FormerScore = Pick<ScoresTable, 'value' | 'band' | 'fired'>;

/** A band in a trace of bands. */
const LETTERS: Readonly<Record<Band, string>> = { AVOID: 'A', HOLD: 'H', BUY: 'B', STRONG_BUY: 'S' };

/** One mode's scores of a day as rows, in the order of the stocks. Floats are rounded to 1e-10. */
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
    if (id === undefined) throw new Error(`sector ${sector} is not in the table sectors`);
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
      traded_value_cr: orNull(liquidity.observed[i]),
      pledged_fraction: orNull(pledge.observed[i]),
      sigma20: orNull(volatility.observed[i]),
      volatility_threshold: orNull(volatility.threshold[i]),
      days_to_meeting: orNull(events.observed[i]),
      days_since_governance: orNull(governance.observed[i]),
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

const orNull = (value: number): number | null => (value === value ? snap(value) : null);

type Column = keyof ScoresTable;

/** The columns of a score with what writes their type, in the order of the table. */
const TYPES = {
  run_id: 'int4',
  stock_id: 'int4',
  mode: 'text',
  band: 'text',
  previous_band: 'text',
  position: 'int8',
  confidence: 'float8',
  coverage: 'float8',
  freshness: 'float8',
  source_penalty: 'float8',
  imputed_fraction: 'float8',
  sector_z: 'float8',
  traded_value_cr: 'float8',
  pledged_fraction: 'float8',
  sigma20: 'float8',
  volatility_threshold: 'float8',
  days_to_meeting: 'int4',
  days_since_governance: 'int4',
  sector_id: 'int2',
  fired: 'int2',
  value: 'numeric',
  previous_value: 'numeric',
  weighted: 'numeric',
  before_guardrails: 'numeric',
  f: 'numeric',
  t: 'numeric',
  r: 'numeric',
  o: 'numeric',
  q: 'numeric',
  s: 'numeric',
  penalty: 'numeric',
  penalty_before_cap: 'numeric',
  penalty_cap: 'numeric',
  liquidity_points: 'numeric',
  pledge_points: 'numeric',
  volatility_points: 'numeric',
  event_points: 'numeric',
  governance_points: 'numeric',
  band_trace: 'text',
} as const satisfies Record<Exclude<Column, 'day'>, 'int2' | 'int4' | 'int8' | 'float8' | 'numeric' | 'text'>;

/** Every column of a score but the day, which is written first. */
const COLUMNS = Object.keys(TYPES) as (keyof typeof TYPES)[];
export const SCORE_COLUMNS: readonly Column[] = ['day', ...COLUMNS];

export function writeScore(writer: CopyWriter, row: ScoresTable, day: Day): void {
  writer.date(day);
  for (const name of COLUMNS) {
    const kind = TYPES[name];
    const value = row[name];
    if (value === null) writer.null();
    else if (kind === 'text') writer.text(value as string);
    else writer[kind](value as number);
  }
}

/** What two rows of a score say differently; null where they agree. Dates are texts in both. */
export function differenceOf(stored: ScoreRow, computed: ScoreRow): string | null {
  for (const name of Object.keys(computed) as (keyof ScoreRow)[]) {
    if (!Object.is(stored[name], computed[name])) {
      return `${name} is stored as ${stored[name]}, and computed as ${computed[name]}`;
    }
  }
  return null;
}

/** Whether a score is an event for those who know the former one (live.md). */
export function isEvent(row: FormerScore, former: FormerScore | undefined): boolean {
  return (
    former === undefined ||
    row.value !== former.value ||
    row.band !== former.band ||
    row.fired !== former.fired
  );
}
