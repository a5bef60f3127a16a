import type { RuleRow } from '../../../src/live/alerts/evaluation/ruleRow.js';

/** A rule on everything: risk above 60, back at 55. */
export const ruleOf = (given: Partial<RuleRow> = {}): RuleRow => ({
  ...{
    id: 1,
    version: 1,
    metric: 'RISK',
    part: null,
    mode: null,
    guardrail: null,
    stock_ids: null,
    sectors: null,
  },
  ...{
    portfolio_id: null,
    everything: true,
    comparator: 'ABOVE',
    threshold: 60,
    rearm: 5,
    severity: 'MEDIUM',
    to_bands: null,
  },
  ...{ on_provisional: false, is_new: false },
  ...given,
});
