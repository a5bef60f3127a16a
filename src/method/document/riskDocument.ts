import { markdownTable } from '../../markdownTable.js';
import type { RiskCurve, RiskParameters } from '../../risk/riskMethod.js';
import { windowReach } from '../../risk/windowReach.js';
import { percent } from './percent.js';
import { wrapped } from './wrapped.js';

/** Writes the generated part of docs/risk.md: how each number of risk comes about, with the method's parameters. */
export const riskDocument = (method: RiskParameters): string =>
  wrapped([windows(method), parts(method), missing(method), whole(method)].join('\n'));

function windows(method: RiskParameters): string {
  const { reach, returns, volatility, drawdown, liquidity, market } = method;
  const row = (part: string, bars: number) => [part, String(bars), String(windowReach(bars, method))];
  return `## Windows

The bars that count for a window are the newest of the stock's own that lie not more than ${reach.factor} × its bars +
${reach.sessions} sessions before D. Pairs of MARKET may lie anywhere within its reach.

${markdownTable([
  ['part', 'bars', 'reach, sessions'],
  row('VOLATILITY', volatility.bars),
  row('DRAWDOWN', drawdown.bars),
  row('LIQUIDITY', liquidity.bars),
  row('MARKET', market.bars),
])}
Returns are daily log returns of closes that are adjusted as of D, between consecutive bars that count. A return over more
than ${returns.max_sessions} sessions is left out and not replaced by an older one; its closes stay. A day beyond
${percent(returns.unexplained_above)} without an action is named in \`reason\`, and its part is THIN while it counts.
`;
}

/** Writes a number with its thousands set apart. */
const grouped = (value: number): string =>
  Number.isInteger(value) ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : String(value);

const inWords = ({ scale, knots }: RiskCurve): string => {
  const points = knots.map(({ at, value }) => `${grouped(at)} → ${value}`).join(', ');
  return scale === 'LOG10' ? `${points}; linear in log10` : points;
};

function parts({ weights, volatility, drawdown, liquidity, size, market, trend }: RiskParameters): string {
  const row = (kind: keyof RiskParameters['weights'], ...cells: readonly string[]) => [
    kind,
    weights[kind].toFixed(2),
    ...cells,
  ];
  const ends = (how: string, confidence: number) => `${how}, ${percent(confidence)}`;
  return `## Parts

\`raw\` and its ends are rounded to ten decimals, mapped to points, and rounded to two decimals. \`lower\` is the smaller and
\`upper\` the larger of what the two ends give. A part without an interval has \`lower\` = \`upper\` = \`value\`.

${markdownTable([
  ['part', 'weight', 'raw', 'points', 'ends of raw'],
  row(
    'VOLATILITY',
    `sample standard deviation of the newest ${volatility.bars - 1} returns × √${volatility.sessions_per_year}`,
    inWords(volatility.curve),
    ends('chi-square', volatility.confidence),
  ),
  row(
    'DRAWDOWN',
    'largest 1 − close / highest close before it; no fall is 0',
    inWords(drawdown.curve),
    'none',
  ),
  row(
    'LIQUIDITY',
    'median traded value, ₹ crore a session',
    inWords(liquidity.curve),
    ends('order statistics', liquidity.confidence),
  ),
  row('SIZE', 'market capitalisation, ₹ crore', inWords(size.curve), 'none'),
  row(
    'MARKET',
    `beta to ${market.index} over the newest ${market.bars - 1} pairs`,
    inWords(market.curve),
    ends("slope ± Student's t × standard error", market.confidence),
  ),
  row('TREND', 'mean of the three below', 'itself', 'none'),
])}
The market capitalisation is the newest \`market_cap_cr\` that was published by D and is of at most ${size.max_market_cap_days}
days before, moved with the adjusted close since its day. Without one, or without a close on its day, it is the newest
\`shares_cr\` of at most ${size.max_shares_days} days before, times the splits, bonuses and consolidations since, times the
close. The close of a day is the last one of the ${size.close_within_sessions} sessions up to it.

Curves are linear between their points and flat beyond them. A pair is a session on which, and on the session before it, the
stock and the index both have a close. The order statistics of liquidity are the k-th smallest and the k-th largest traded
value, k the greatest that holds the median with that confidence; below six sessions, the smallest and the largest.

TREND is the mean of 100 × (1 − place in the range of 52 weeks); of 0 above the average of 200 closes, and else what
dma200/close − 1 is of ${trend.full_below_dma200}, at most 100; and of 100 where the average of 50 closes is below that
average. It shows as observations the closes that count in ${trend.bars}.
`;
}

function missing(method: RiskParameters): string {
  const { volatility, drawdown, liquidity, market, returns, missing_value } = method;
  const row = (part: string, least: number, full: number, what: string) => [
    part,
    what,
    `below ${least}`,
    `${least} to ${full - 1}`,
  ];
  return `## What is not known

${markdownTable([
  ['part', 'of', 'MISSING', 'THIN'],
  row('VOLATILITY', volatility.at_least, volatility.bars - 1, 'returns'),
  row('DRAWDOWN', drawdown.at_least, drawdown.bars, 'closes'),
  row('LIQUIDITY', liquidity.at_least, liquidity.bars, 'sessions'),
  row('MARKET', market.at_least, market.bars - 1, 'pairs'),
  ['SIZE', 'a market capitalisation', 'without one', 'never'],
  ['TREND', 'its five features', 'without one of them', 'never'],
])}
Where more than ${percent(returns.still_above)} of the returns that count are 0, the price stands still, and VOLATILITY,
DRAWDOWN and MARKET are MISSING. MARKET also is where the index's returns deviate by at most
${market.min_index_stdev.toExponential(0)}.

A MISSING part has no value, counts ${missing_value}, and reaches from 0 to 100: not knowing never looks safe.
`;
}

function whole({ levels, factor_from }: RiskParameters): string {
  return `## The whole

\`value\`, \`lower\` and \`upper\` are the weighted sums of the parts, exact and rounded once. \`judged\` takes the value of a part
that is OK, and the upper end of one that is THIN or MISSING; the level follows from it.

${markdownTable([
  ['level', 'judged'],
  ['LOW', `below ${levels.MODERATE}`],
  ['MODERATE', `from ${levels.MODERATE}`],
  ['HIGH', `from ${levels.HIGH}`],
  ['VERY_HIGH', `from ${levels.VERY_HIGH}`],
])}
Parts that count ${factor_from} or more are the factors: the largest contribution first, those that are MISSING last. A contribution is
weight × what counts.
`;
}
