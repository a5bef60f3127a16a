import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

const ofSize = (size: number): Policies[string] => ({ access: 'INHERIT', freshness: 'INHERIT', size });

export const METHOD_POLICIES: Policies = {
  'Query.method': { access: 'SCORES_READ', freshness: 'TODAY' },
  // As many as a store usually knows, and some more.
  'Query.methods': { access: 'SCORES_READ', freshness: 'TODAY', size: 5 },
  ...inherited('Method', ['name'], { document: 8_192, hash: 66 }),
  'Method.bandThresholds': ofSize(4),
  'Method.guardrailThresholds': ofSize(7),
  'Method.weights': ofSize(6),
  ...inherited('BandThreshold', ['atLeast', 'band']),
  ...inherited('GuardrailThreshold', ['guardrail', 'mode', 'threshold']),
  ...inherited('PillarWeight', ['pillar', 'weight']),
};
