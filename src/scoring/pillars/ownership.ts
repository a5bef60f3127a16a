import type { SectorMembers } from '../crossSection.js';
import type { CleanSection, Metric } from '../hygiene.js';
import type { Method, MethodParameters } from '../method.js';
import { scoreBySector, scoredByIndex, type ComponentColumns, type SectorPointsOptions } from '../points.js';
import { snap } from '../rounding.js';
import { countAtOrBelow, countBelow, sortedObserved } from '../statistics.js';
import { everySector, weightedPillar, type PillarColumns } from './pillar.js';

type PledgeCurve = MethodParameters['pillars']['ownership']['pledge_curve'];

/**
 * Scores the pillar O (method §5): the promoter's holding, its pledge, and the change in the holding of
 * institutions.
 */
export function ownershipPillar(clean: CleanSection, method: Method): PillarColumns {
  const { sectors, ownership } = clean;
  const { weights, scored_by, pledge_curve } = method.parameters.pillars.ownership;
  const score = (metric: Metric, name: keyof typeof weights): ComponentColumns => {
    const options: SectorPointsOptions = {
      name,
      weight: everySector(sectors, weights[name]),
      higherIsBetter: name !== 'pledge',
      missing: 'NEUTRAL',
      loneGroupsScoreNulls: method.parameters.points.lone_groups_score_nulls,
    };
    const points = scoreBySector(metric, sectors, options);
    return scored_by === 'SECTOR_POINTS' ? points : scoreByShareWorse(points, metric, sectors, options);
  };
  const pledge = score(ownership.promoter_pledge_frac, 'pledge');
  const components = [
    score(ownership.promoter_hold_pct, 'promoter_hold'),
    { ...pledge, points: lessPledgeCurve(pledge, pledge_curve) },
    score(ownership.fii_dii_delta_pp, 'fii_dii_change'),
  ];
  return weightedPillar('O', components, sectors, method.parameters.pillars.empty_score);
}

/**
 * Returns the points that the curve takes off a pledged fraction. The curve is linear between its knots and
 * flat outside.
 *
 * @param fraction 0 to 1
 * @param curve knots with ascending fractions
 */
export function pledgeCurvePoints(fraction: number, curve: PledgeCurve): number {
  const last = curve[curve.length - 1];
  if (fraction >= last.fraction) return last.points;
  const above = curve.findIndex((knot) => fraction < knot.fraction);
  if (above === 0) return curve[0].points;
  const [from, to] = [curve[above - 1], curve[above]];
  return (
    from.points + ((fraction - from.fraction) / (to.fraction - from.fraction)) * (to.points - from.points)
  );
}

/** The curve judges the reported pledge, not the winsorised one. A missing pledge loses no points. */
function lessPledgeCurve(pledge: ComponentColumns, curve: PledgeCurve): Float64Array {
  const { points, raw } = pledge;
  if (points === null) throw new TypeError('Expected the pledge component to have points');
  return points.map((value, i) =>
    raw[i] === raw[i] ? Math.max(0, value - pledgeCurvePoints(raw[i], curve)) : value,
  );
}

/** Scores as the first implementation did: by the share of the group, with the stock itself, that is strictly worse. */
function scoreByShareWorse(
  base: ComponentColumns,
  metric: Metric,
  sectors: SectorMembers,
  { higherIsBetter }: SectorPointsOptions,
): ComponentColumns {
  const points = new Float64Array(metric.value.length).fill(50);
  const scoredBy = new Uint8Array(points.length).fill(scoredByIndex('NEUTRAL'));
  for (let g = 0; g < sectors.count; g++) {
    const [start, end] = [sectors.start[g], sectors.start[g + 1]];
    const ascending = sortedObserved(metric.value, sectors.members, start, end).map(snap);
    const count = ascending.length;
    if (count <= 1) continue;
    for (let k = start; k < end; k++) {
      const i = sectors.members[k];
      const value = snap(metric.value[i]);
      if (value !== value) continue;
      const worse = higherIsBetter ? countBelow(ascending, value) : count - countAtOrBelow(ascending, value);
      points[i] = (worse / count) * 100;
      scoredBy[i] = scoredByIndex('RANK');
    }
  }
  return { ...base, points, scoredBy, z: null, ranksUp: null };
}
