import type { Scope } from '../../access/scopes.js';
import { metricsAbout } from '../../live/alerts/metrics.js';
import { MOST_WEBHOOKS } from '../../live/alerts/rules/webhooks.js';
import { MOST_TICKERS } from '../../live/alerts/rules/requireSubject.js';
import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { PRICES } from '../limits/prices.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

/** It resolves up to one alert for each stock. */
const CHANGE: FieldPolicy = { access: ['RISK_READ', 'ALERTS_WRITE'], freshness: 'VOLATILE', cost: 100 };

/** An alert tells the value of its rule, so a rule needs what reading that value needs. */
const SCOPES_OF_METRICS: Readonly<Record<string, Scope>> = {
  SCORE: 'SCORES_READ',
  SCORE_CHANGE: 'SCORES_READ',
  BAND: 'SCORES_READ',
  GUARDRAIL: 'SCORES_READ',
  CLOSE: 'MARKET_READ',
  ...Object.fromEntries(metricsAbout('PORTFOLIO').map((metric) => [metric, 'PORTFOLIOS_READ'] as const)),
  ...Object.fromEntries(metricsAbout('SERVICE').map((metric) => [metric, 'OPERATIONS_READ'] as const)),
};

const WRITE: FieldPolicy = {
  ...CHANGE,
  scopesOfArguments: {
    'input.metric': SCOPES_OF_METRICS,
    'input.scope': { EVERYBODY: 'OPERATIONS_WRITE' },
  },
};

/** A list of so many short texts at most. */
const listOf = (values: number, bytesOfOne: number): FieldPolicy => ({
  access: 'INHERIT',
  freshness: 'INHERIT',
  bytes: values * bytesOfOne,
  work: values * PRICES.leaf,
});

export const ALERT_RULE_POLICIES: Policies = {
  'Query.alertRules': {
    access: 'RISK_READ',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  'Mutation.createAlertRule': WRITE,
  // The resolver requires OPERATIONS_WRITE for a rule for everybody in addition.
  'Mutation.updateAlertRule': WRITE,
  'Mutation.deleteAlertRule': CHANGE,
  ...connectionPolicies('AlertRule', { cost: 1, reads: 1 }),
  ...inherited(
    'AlertRule',
    [
      'comparator',
      'createdAt',
      'enabled',
      'everything',
      'guardrail',
      'id',
      'metric',
      'mode',
      'onProvisional',
      'owner',
      'part',
      'rearm',
      'scope',
      'severity',
      'threshold',
      'version',
    ],
    { name: 50 },
  ),
  'AlertRule.tickers': listOf(MOST_TICKERS, 16),
  'AlertRule.sectors': listOf(25, 20),
  'AlertRule.toBands': listOf(4, 14),
  'AlertRule.portfolio': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'AlertRule.webhooks': {
    access: 'ALERTS_WRITE',
    freshness: 'VOLATILE',
    size: MOST_WEBHOOKS,
    cost: MOST_WEBHOOKS,
    reads: 1,
  },
};
