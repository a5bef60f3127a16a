import type { MethodParameters } from '../../scoring/method.js';
import { HORIZONS, SIGMA_OF } from '../../scoring/names.js';
import type { Described } from './described.js';
import { inBoth } from './inBoth.js';
import { listed } from './listed.js';

const LOWER = { valuation: 'lower is better', gnpa_pct: 'lower is better', opm_stdev_12q: 'lower is better' };

/** Describes the six pillars (method §5). */
export function pillars(methods: Described): string {
  const of = (write: (pillars: MethodParameters['pillars']) => string) =>
    inBoth(methods, ({ pillars }) => write(pillars));
  const lenders = inBoth(methods, ({ banking_groups }) =>
    banking_groups.map((group) => `\`${group}\``).join(', '),
  );
  return `## §5 Pillars

A pillar is 0 to 100. F, T, O and Q are the weighted means of their components; the weights of those that are left out
go to the others in proportion. A pillar without any component is ${of(({ empty_score }) => String(empty_score))}.

### F, fundamentals

- Lenders (${lenders}): ${of(({ fundamentals }) => listed(fundamentals.banking, LOWER))}.
- Others: ${of(({ fundamentals }) => listed(fundamentals.non_financial, LOWER))}.

The two kinds are never mixed. Metrics of the other kind are listed as NOT_APPLICABLE, without weight.

### T, technicals

${technicals(of)}

### R, relative strength

For each horizon, σ is the stock's winsorised volatility, and returns are winsorised:

alpha = ${of(({ relative_strength: { against } }) => `${against.sector} × (return − sector return) / σ + ${against.market} × (return − market return) / σ`)}

It is 0 where the return or σ is null, or σ ≤ 1e-8. Weights: ${of(({ relative_strength }) => listed(relative_strength.weights))}.
${HORIZONS.map((horizon) => `\`${horizon}\` is divided by \`${SIGMA_OF[horizon]}\``).join(', ')}.
The sector return is the mean of the returns of the group. The market return is ${inBoth(
    methods,
    ({ market_return: { index } }) =>
      index === null
        ? 'always that of the universe'
        : `that of ${index}, from its bars on D and as many sessions before (INDEX); where one of the six bars is missing, the mean of the universe for all horizons (UNIVERSE)`,
  )}.

R = rank of the weighted alpha among all n stocks of the universe / n × 100; ties share their average rank.

### O, ownership

Weights: ${of(({ ownership }) => listed(ownership.weights, { pledge: 'lower is better' }))}.
The components are scored ${of(({ ownership }) =>
    ownership.scored_by === 'SECTOR_POINTS'
      ? 'by §4'
      : 'by the share of the group that is strictly worse × 100, where n counts the stock itself; 50 in a group of at most one value, and for a null',
  )}. The points of the pledge are then reduced by the curve of the reported fraction, to no less than 0. The curve is linear between
these fractions and points: ${of(({ ownership }) => ownership.pledge_curve.map(({ fraction, points }) => `${fraction}: ${points}`).join(', '))}.

### Q, quality

Weights: ${of(({ quality }) => listed(quality, LOWER))}. For lenders these metrics do not exist
(NOT_APPLICABLE): they score as missing ones, so that Q is 50.

### S, sector momentum

For each sector group that has them all: the means of the returns over each horizon, and of \`sigma20\`, each over the
stocks that have it, after winsorising.

- excess = mean return − market return (as in R); e = excess / (mean sigma20 + 1e-8).
- z = (e − mean of e over the groups) / sample standard deviation of e over the groups; 0 where that deviation is ≤ 1e-8, or
  for one group.
- S_z = ${of(({ sector_momentum: { weights } }) => HORIZONS.map((horizon) => `${weights[horizon]} × z(\`${horizon}\`)`).join(' + '))}.
- S = (groups with a smaller S_z + groups with no greater one + 1) × 50 / groups, which is rank / groups × 100 with ties at
  their average rank; 50 where there is one group.

A stock whose group has no result has S 50 and S_z 0.
`;
}

function technicals(of: (write: (pillars: MethodParameters['pillars']) => string) => string): string {
  const weight = (name: keyof MethodParameters['pillars']['technicals']['weights']) =>
    of(({ technicals }) => String(technicals.weights[name]));
  return [
    `- \`above_200\` ${weight('above_200')}: 100 where close > dma200, else 0.`,
    `- \`golden_cross\` ${weight('golden_cross')}: 100 where dma20 > dma50, else 0.`,
    `- \`rsi\` ${weight('rsi')}: ${of(({ technicals: { rsi } }) => `0 at rsi14 ≤ ${rsi.oversold}, 100 at ≥ ${rsi.overbought}`)}, linear between; 50 where it is null.`,
    `- \`breakout\` ${weight('breakout')}: 100 × gap / threshold, at most 100, with gap = max(0, close − max(resistance_high, dma20)) and`,
    `  threshold = ${of(({ technicals: { breakout } }) => `max(${breakout.atr_multiple} × atr14, ${breakout.close_fraction} × close)`)}; 0 where one is null, or the threshold is ≤ 0.`,
    `- \`volume\` ${weight('volume')}: ${of(({ technicals: { volume } }) => `0 at volume_ratio ≤ ${volume.low}, 100 at ≥ ${volume.high}`)}, linear between; 50 where it is null.`,
  ].join('\n');
}
