import { MAX_CAP } from '../methodRules.js';

/** Describes what is checked of a method file (method §12). */
export const methodFileRules = (): string => `## §12 The method file

A file is refused, with the path of each faulty key, where a key is unknown or missing; where a table of weights does not
sum to 1 (within 1e-6), or a pillar's weight has more than three decimals; where bands do not fall strictly, ranges are out
of order, or the pledge curve does not rise in both columns; where a cap is not above 0 and at most ${MAX_CAP}.

The hash of a method does not depend on comments and on the order of keys.
`;
