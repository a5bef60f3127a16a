import type { IsoDate, Mode } from '../../scoring/names.js';
import {
  FORWARD_HORIZONS,
  HORIZON_OF,
  type ForwardHorizon,
  type ValidationUniverse,
} from '../figures/names.js';
import type { ValidationResult } from '../figures/request.js';
import type { Survivorship } from '../figures/survivorship.js';
import type {
  Deciles,
  Estimate,
  InformationCoefficient,
  ValidationFigures,
  Verdict,
} from '../figures/validationFigures.js';

/** What the page shows of one method and mode. */
export interface ModePage {
  readonly methodName: string;
  readonly mode: Mode;
  readonly verdict: Verdict;
  /** The first day that counts for the verdict: the method was made with what came before. Null: all sessions count. */
  readonly validatedFrom: IsoDate | null;
  /** The horizon that the mode is judged by. */
  readonly horizon: ForwardHorizon;
  /** Of WARM and that horizon; null: it has no sessions. Its deciles are those of the score alone. */
  readonly figures: PageFigures | null;
  /** Of WARM and each horizon. */
  readonly horizons: readonly HorizonIc[];
  /** Of ALL, HOLD_OUT and CUSTOM, and of WARM among the other universes. */
  readonly others: readonly OtherIc[];
  /** Of each calendar year. */
  readonly years: readonly YearEstimate[];
}

export interface PageFigures extends Omit<ValidationFigures, 'deciles'> {
  readonly deciles: Deciles | null;
}

export interface HorizonIc {
  readonly horizon: ForwardHorizon;
  readonly sessions: number;
  readonly value: InformationCoefficient;
}

export interface OtherIc extends HorizonIc {
  readonly window: ValidationFigures['window'];
  readonly universe: ValidationUniverse;
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface YearEstimate {
  readonly year: number;
  /** Those with an IC. */
  readonly sessions: number;
  readonly ic: Estimate;
}

/** All numbers of the page. */
export interface PageData {
  /** The sessions that were asked for. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly universe: ValidationUniverse;
  /** By method, and then by mode. */
  readonly modes: readonly ModePage[];
  /** Of the first method. */
  readonly survivorship: Survivorship;
}

/** What was computed of one method and mode. */
export interface ModeResult {
  readonly methodName: string;
  readonly mode: Mode;
  readonly validatedFrom: IsoDate | null;
  readonly result: ValidationResult;
}

/**
 * Takes what the page shows from results.
 *
 * @param results at least one, by method and then by mode
 */
export function pageDataOf(
  results: readonly ModeResult[],
  { from, to, universe }: Pick<PageData, 'from' | 'to' | 'universe'>,
): PageData {
  return {
    ...{ from, to, universe },
    modes: results.map((one) => modePageOf(one, universe)),
    survivorship: results[0].result.survivorship,
  };
}

function modePageOf(
  { methodName, mode, validatedFrom, result: { validations, verdict } }: ModeResult,
  universe: ValidationUniverse,
): ModePage {
  const horizon = HORIZON_OF[mode];
  const judged = validations.filter((one) => one.horizon === horizon);
  const ofUniverse = judged.filter((one) => one.universe === universe);
  const warm = ofUniverse.find(({ window }) => window === 'WARM');
  return {
    ...{ methodName, mode, validatedFrom, horizon },
    verdict: verdict ?? { evidence: 'NOT_YET', sentence: 'No intervals were computed.' },
    figures: warm === undefined ? null : { ...warm, deciles: warm.deciles.find(isOfValue) ?? null },
    horizons: FORWARD_HORIZONS.flatMap((each) =>
      validations
        .filter((one) => one.universe === universe && one.window === 'WARM' && one.horizon === each)
        .map((one) => ({ horizon: each, sessions: one.sessions, value: valueOf(one) })),
    ),
    others: judged
      .filter((one) => one.window !== 'YEAR' && (one.universe === universe) === (one.window !== 'WARM'))
      .map(({ window, universe, from, to, ...one }) => ({
        ...{ window, universe, from, to, horizon },
        ...{ sessions: one.sessions, value: valueOf(one) },
      })),
    years: ofUniverse.flatMap(({ window, year, ...one }) =>
      window === 'YEAR' && year !== null ? [yearOf(year, valueOf(one), horizon)] : [],
    ),
  };
}

/** Blocks as long as the whole year would give an interval without width. */
function yearOf(
  year: number,
  { sessions, ic }: InformationCoefficient,
  horizon: number,
): ModePage['years'][number] {
  return { year, sessions, ic: sessions > horizon ? ic : { ...ic, lower: null, upper: null } };
}

const isOfValue = ({ figure }: Pick<Deciles, 'figure'>): boolean => figure === 'VALUE';

function valueOf({ ics }: Pick<ValidationFigures, 'ics'>): InformationCoefficient {
  const value = ics.find(({ figure }) => figure === 'VALUE');
  if (value === undefined) throw new Error('Expected the information coefficient of VALUE, got none.');
  return value;
}
