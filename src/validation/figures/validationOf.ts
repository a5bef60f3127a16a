import type { IsoDate } from '../../scoring/names.js';
import { bandOutcomes, buyMinusAvoid } from './bandOutcomes.js';
import { benchmarkIcs } from './benchmarkIcs.js';
import type { BlockBootstrap } from './bootstrap.js';
import { decileFigures } from './decileFigures.js';
import { icsOfSectors, informationCoefficients } from './informationCoefficients.js';
import type { ForwardHorizon } from './names.js';
import type { ScorePanel } from './panel.js';
import { ruleOutcomes } from './ruleOutcomes.js';
import { sessionsOfSpan } from './sessionsOfSpan.js';
import { autocorrelations, bandSpells, bandTransitions, flipsPerYear } from './stabilityFigures.js';
import type { UniverseMeasures } from './universeMeasures.js';
import type { ValidationFigures, WindowSpan } from './validationFigures.js';
import { WindowOfMeasures } from './windowOfMeasures.js';

/**
 * Makes the figures of a window from the measures of its sessions.
 *
 * @param bootstrap null: bounds of intervals are null
 * @returns null where the window has no session
 */
export function validationOf(
  measures: UniverseMeasures,
  days: readonly IsoDate[],
  { methodName, mode, sectors }: Pick<ScorePanel, 'methodName' | 'mode' | 'sectors'>,
  span: WindowSpan,
  horizon: ForwardHorizon,
  bootstrap: BlockBootstrap | null,
): ValidationFigures | null {
  const range = sessionsOfSpan(days, span, horizon);
  const sessions = range.end - range.start;
  if (sessions === 0) return null;
  const window = new WindowOfMeasures(measures, days, range, horizon, bootstrap);
  return {
    methodName,
    mode,
    horizon,
    universe: measures.universe,
    window: span.window,
    year: span.year,
    from: span.from,
    to: span.to,
    sessions,
    notScored: window.total(measures.notScored, 0) / sessions,
    ics: informationCoefficients(window),
    deciles: decileFigures(window),
    bands: bandOutcomes(window),
    buyMinusAvoid: buyMinusAvoid(window),
    transitions: bandTransitions(window),
    flipsPerYear: flipsPerYear(window),
    spells: bandSpells(window),
    autocorrelation: autocorrelations(window),
    rules: ruleOutcomes(window),
    benchmarks: benchmarkIcs(window),
    sectors: icsOfSectors(window, sectors),
  };
}
