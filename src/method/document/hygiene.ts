import type { Described } from './described.js';
import { inBoth } from './inBoth.js';
import { percent } from './percent.js';

const names = (list: readonly string[]): string => list.map((name) => `\`${name}\``).join(', ');

/** Describes how metrics are cleaned, and what is required of a stock (method §3). */
export const hygiene = (methods: Described): string => `## §3 Hygiene

Only the pillars see metrics after hygiene. The penalty and the guardrails judge them as they are reported.

1. A P/E or an EV/EBITDA that is not positive is taken as null. \`valuation\` is EV/EBITDA, or else P/E.
2. Each metric is winsorised within the sector group: values beyond the quantiles ${inBoth(methods, ({ hygiene: { winsorise } }) => `${percent(winsorise.lower)} and ${percent(winsorise.upper)}`)} of the
   group are set to these quantiles, which are interpolated linearly between values. A group with fewer than two values
   stays as it is. This holds for fundamentals, ownership, returns and volatilities, and neither for prices nor the index.
3. A missing metric of O is shown as the median of its sector group, or else of the universe, and its component scores 50
   at full weight. A missing metric of F or Q ${inBoth(methods, ({ pillars }) =>
     pillars.missing_fundamentals === 'NEUTRAL' ? 'is treated in the same way' : 'is left out of the pillar',
   )}.
   Counts, medians and deviations are those of observed values only. Features are never imputed.
4. \`coverage\` = required metrics that are present after step 1 / required metrics; \`imputed_fraction\` = 1 − coverage.

A component says its state: KNOWN; IMPUTED, where the median is shown for it; MISSING, where nothing is; NOT_APPLICABLE,
where the metric does not exist for the kind of company, such as the return on capital employed of a lender.

Required metrics:

- of bars: ${inBoth(methods, ({ hygiene: { required } }) => names(required.bars))};
- of companies that are no lenders: ${inBoth(methods, ({ hygiene: { required } }) => names(required.non_financial))};
- of lenders: ${inBoth(methods, ({ hygiene: { required } }) => names(required.banking))};
- of ownership: ${inBoth(methods, ({ hygiene: { required } }) => names(required.ownership))}.
`;
