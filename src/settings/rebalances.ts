import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** What a rebalance may take (docs/portfolios.md). */
export const rebalances = {
  title: 'Rebalances',
  settings: {
    timeoutMs: wholeNumber('REBALANCE_TIMEOUT_MS', {
      least: 1,
      most: 600_000,
      default: 5_000,
      unit: 'milliseconds',
      description:
        'How long the rebalance of one portfolio may be computed before it is ended, and nothing is traded.',
    }),
  },
} satisfies Section;
