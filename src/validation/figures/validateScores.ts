import type { IsoDate } from '../../scoring/names.js';
import { BlockBootstrap } from './bootstrap.js';
import { marketMeasures } from './marketMeasures.js';
import { measureScores } from './measureScores.js';
import { DEFAULT_UNIVERSE, HORIZON_OF } from './names.js';
import type { MarketPanel, ScorePanel } from './panel.js';
import type { ValidationRequest, ValidationResult } from './request.js';
import { spansOf } from './spansOf.js';
import { survivorshipOf } from './survivorshipOf.js';
import type { UniverseMeasures } from './universeMeasures.js';
import { validationOf } from './validationOf.js';
import type { Verdict } from './validationFigures.js';
import { verdictOf } from './verdictOf.js';

/**
 * Computes all validations of one method and mode. The same panels give the same bytes.
 *
 * @throws RangeError where the columns of the panels do not fit together
 */
export function validateScores(
  panel: MarketPanel,
  scores: ScorePanel,
  request: ValidationRequest,
): ValidationResult {
  const { days } = panel;
  const market = marketMeasures(panel);
  const bootstrap = request.intervals ? new BlockBootstrap() : null;
  const universes = new Set([...request.universes, ...(bootstrap === null ? [] : [DEFAULT_UNIVERSE])]);
  const measured = measureScores(market, scores, [...universes]);
  const ofUniverse = new Map(measured.map((measures) => [measures.universe, measures]));
  const validations = request.universes.flatMap((universe) =>
    request.spans.flatMap((span) =>
      request.horizons.flatMap((horizon) => {
        const measures = ofUniverse.get(universe);
        return (measures && validationOf(measures, days, scores, span, horizon, bootstrap)) ?? [];
      }),
    ),
  );
  const judged = ofUniverse.get(DEFAULT_UNIVERSE);
  return {
    validations,
    verdict: bootstrap && judged ? verdictFrom(judged, panel, scores, request, bootstrap) : null,
    survivorship: survivorshipOf(market, scores),
  };
}

/** Judges a mode from the first day of WARM on, or from where its method may be judged, within the days asked for. */
function verdictFrom(
  measures: UniverseMeasures,
  panel: MarketPanel,
  scores: ScorePanel,
  { warm, validatedFrom, from = null, to = null }: ValidationRequest,
  bootstrap: BlockBootstrap,
): Verdict {
  const span = spansOf(panel, warm).find(({ window }) => window === 'WARM');
  if (span === undefined) return verdictOf(null);
  const judged = {
    ...span,
    from: [span.from, validatedFrom ?? '', from ?? ''].sort()[2] as IsoDate,
    to: to !== null && to < span.to ? to : span.to,
  };
  const horizon = HORIZON_OF[scores.mode];
  return verdictOf(validationOf(measures, panel.days, scores, judged, horizon, bootstrap), span.to);
}
