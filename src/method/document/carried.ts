import { markdownTable } from '../../markdownTable.js';

const SHOWN = markdownTable([
  ['pillar', 'raw', 'value', 'what else is shown'],
  [
    'F, Q',
    'as reported or derived',
    'winsorised, or the median',
    'median, deviation and count of the group; z or rank; points',
  ],
  [
    'T',
    'what the rule judges: close / dma200, dma20 / dma50, RSI, gap / threshold, volume ratio',
    'the same',
    'points',
  ],
  [
    'R',
    "the stock's return",
    'winsorised',
    'returns of sector and market; sigma; alpha; rank of the weighted alpha',
  ],
  [
    'O',
    'as reported',
    'winsorised, or the median',
    'as for F and Q; the points of the pledge are less its curve',
  ],
  [
    'S',
    "the group's mean return",
    'e',
    "return of the market; excess (as alpha); the group's sigma; z; rank of the group",
  ],
]);

/** Describes what a score carries (method §10). */
export const carried = (): string => `## §10 What a score carries

Ticker, date, mode, score and band; the six pillars and the weighted sum; the parts of the penalty, their sum and cap; the
trace of the guardrails; the confidence with its parts, and the coverage; S_z and the sector group. Its run carries the
name of the method, and:

- \`method_hash\`: SHA-256 of the canonical JSON of the parameters and of the set of thresholds in use;
- \`inputs_hash\`: SHA-256 of everything that the scores of the day are computed from;
- whether the market return is INDEX or UNIVERSE (§5), the version of the program, and the time.

Components are not stored. They are computed again from the same inputs, and the score that they give must equal the stored
one; where facts were revised since, \`reproduced\` and \`differences\` say so.

${SHOWN}
The weights of a pillar's components sum to 1 after those that are left out, so that every pillar can be computed again
from what is shown.
`;
