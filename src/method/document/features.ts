import type { Described } from './described.js';
import { inBoth } from './inBoth.js';

/** Describes the features of one stock (method §2). */
export const features = (methods: Described): string => `## §2 Features

A stock's features are computed from its own adjusted bars, the newest of which is the last one up to D. A feature is null
until its window is full. It is also null where the first bar of its window lies more than 1.5 × its length + 5 sessions
before D, because trading was interrupted. The length counts all bars that are touched: 22 for ret_21d, 21 for sigma20,
15 for rsi14 and atr14.

- \`close\`, \`volume\`: of the last bar; never null.
- \`dma20\`, \`dma50\`, \`dma200\`: means of the last 20, 50 and 200 closes.
- \`rsi14\` = 100 − 100 / (1 + g / (l + 1e-8)), where g and l are the sums of gains and of losses between the last 15 closes,
  each divided by 14.
- \`atr14\`: mean over 14 bars of the greatest of high − low, |high − close before| and |low − close before|.
- \`macd_line\` = EMA12 − EMA26 of the close, \`macd_signal\` = EMA9 of the line, with α = 2 / (n + 1). Each begins with the
  first bar; they are null before 26 and 34 bars. They are served and not scored.
- \`resistance_high\`: the highest high of 20 bars, ${inBoth(methods, ({ features }) =>
  features.resistance_includes_last_bar ? 'the last one included' : 'the last one left out',
)}.
- \`lo20\`: the lowest low of 20 bars. \`hi52w\`, \`lo52w\`: the highest high and the lowest low of 252 bars.
- \`ret_21d\`, \`ret_63d\`, \`ret_126d\`: close / close that many bars before − 1.
- \`sigma20\`, \`sigma60\`: sample standard deviation of the last 20 and 60 daily log returns; not annualised.
- \`median_traded_value_cr\`: median of the traded value of the last 20 bars, and of at least 5, in ₹ crore. Where the
  value is not given, it is close × volume as traded.
- \`volume_ratio\`: volume / mean volume of the 20 bars before, and of at least 1; null where that mean is 0.
`;
