import { markdownTable } from '../../markdownTable.js';
import { DATASETS } from '../../scoring/names.js';
import type { Described } from './described.js';
import { inBoth } from './inBoth.js';

/** Describes the confidence in a score's inputs (method §8). */
export const confidence = (methods: Described): string => `## §8 Confidence

confidence = ${inBoth(
  methods,
  ({ confidence: { weights } }) =>
    `${weights.coverage} × coverage + ${weights.freshness} × freshness + ${weights.source} × (1 − source penalty)`,
)}, clamped to 0 to 1.

freshness is the mean of exp(−age / scale) over three datasets; one that is missing counts 0.

${markdownTable([
  ['dataset', 'age', 'scale'],
  ...DATASETS.map((dataset) => [
    dataset,
    dataset === 'prices' ? 'sessions after the last bar, up to D' : 'days since publication',
    inBoth(methods, ({ confidence: { slo } }) => String(slo[dataset])),
  ]),
])}
source penalty is the mean over the same datasets of ${inBoth(methods, ({ confidence }) => String(confidence.secondary_penalty))} for a row from a secondary source, and of 0 for another one.
`;
