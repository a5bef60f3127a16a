import type { BookRow } from '../../../src/books/dayBook.js';
import type { ScoresTable } from '../../../src/database/tables.js';
import { guardrailStepsOf, penaltyPartsOf } from '../../../src/scoring/explain.js';
import { PILLARS, type IsoDate, type Mode, type PenaltyKind } from '../../../src/scoring/names.js';
import { snap } from '../../../src/scoring/rounding.js';
import type { DayScores } from '../../../src/scoring/scoreDay.js';

const orNull = (value: number): number | null => (Number.isNaN(value) ? null : snap(value));

/** Rows of a book: what a run stores of one mode, with the companies. */
export function rowsOf(day: DayScores, mode: Mode, runId: number): BookRow[] {
  const { sectorOf, sectors, tickers } = day.section;
  return scoresOf(day, mode, runId).map((scores, i) => ({
    ...scores,
    ticker: tickers[i],
    name: `Company ${tickers[i].slice(0, -3)}`,
    isin: '',
    industry: 'Power',
    sector: sectors[sectorOf[i]],
    previousSessionValue: null,
  }));
}

/** What a run stores of one mode; stocks and sectors are numbered from 1 in the order of the section. */
export function scoresOf(
  day: DayScores,
  mode: Mode,
  runId: number,
  date: IsoDate = day.section.date,
): ScoresTable[] {
  const { confidence, section } = day;
  const scores = day.modes[mode];
  return section.tickers.map((_ticker, i) => {
    const steps = guardrailStepsOf(scores, i);
    const points = Object.fromEntries(
      penaltyPartsOf(scores, i).map((part) => [part.kind, part.points]),
    ) as Record<PenaltyKind, number>;
    const [f, t, r, o, q, s] = PILLARS.map((_, p) => day.rounded[p][i] / 100);
    return {
      run_id: runId,
      stock_id: i + 1,
      day: date,
      mode,
      band: steps[5].bandAfter,
      previous_band: null,
      position: null,
      confidence: snap(confidence.value[i]),
      coverage: snap(confidence.coverage[i]),
      freshness: snap(confidence.freshness[i]),
      source_penalty: snap(confidence.sourcePenalty[i]),
      imputed_fraction: snap(confidence.imputedFraction[i]),
      sector_z: snap(day.sectorZ[i]),
      traded_value_cr: orNull(section.features.median_traded_value_cr[i]),
      pledged_fraction: orNull(section.ownership.promoter_pledge_frac[i]),
      sigma20: orNull(section.features.sigma20[i]),
      volatility_threshold: orNull(scores.penalties.parts.VOLATILITY.threshold[i]),
      days_to_meeting: orNull(section.events.meeting[i]),
      days_since_governance: orNull(scores.penalties.parts.GOVERNANCE.observed[i]),
      sector_id: section.sectorOf[i] + 1,
      fired: steps.reduce((bits, { fired }, at) => bits | (fired ? 1 << at : 0), 0),
      value: scores.score[i],
      previous_value: null,
      weighted: scores.weighted[i],
      before_guardrails: steps[0].scoreBefore,
      f,
      t,
      r,
      o,
      q,
      s,
      penalty: scores.penalties.total[i],
      penalty_before_cap: scores.penalties.beforeCap[i],
      penalty_cap: scores.penalties.cap[i],
      liquidity_points: points.LIQUIDITY,
      pledge_points: points.PLEDGE,
      volatility_points: points.VOLATILITY,
      event_points: points.EVENT_WINDOW,
      governance_points: points.GOVERNANCE,
      band_trace: [steps[0].bandBefore, ...steps.map(({ bandAfter }) => bandAfter)]
        .map(([letter]) => letter)
        .join(''),
    };
  });
}
