import { registerEnumType } from 'type-graphql';
import type { AlertMetric, Comparator } from '../../live/alerts/metrics.js';
import type { AlertScope } from '../../live/alerts/rules/alertRuleRow.js';

/** The vocabularies of rules as GraphQL enums. */

export const AlertMetricEnum = {
  RISK: 'RISK',
  RISK_PART: 'RISK_PART',
  SCORE: 'SCORE',
  SCORE_CHANGE: 'SCORE_CHANGE',
  BAND: 'BAND',
  GUARDRAIL: 'GUARDRAIL',
  CLOSE: 'CLOSE',
  PORTFOLIO_VALUE_AT_RISK: 'PORTFOLIO_VALUE_AT_RISK',
  PORTFOLIO_DRIFT: 'PORTFOLIO_DRIFT',
  DATA_STALE: 'DATA_STALE',
  RUN_FAILED: 'RUN_FAILED',
  QUEUE_STUCK: 'QUEUE_STUCK',
  ERROR_RATE: 'ERROR_RATE',
} as const satisfies Record<AlertMetric, AlertMetric>;
registerEnumType(AlertMetricEnum, {
  name: 'AlertMetric',
  description:
    'What a rule watches: something of each of its stocks, on the newest session; its portfolio, once a session; or, for ' +
    'administrators, the service itself, each minute.',
  valuesConfig: {
    RISK: { description: 'Risk.judged, 0 to 100.' },
    RISK_PART: { description: 'RiskPart.counted of the part that the rule names, 0 to 100.' },
    SCORE: { description: 'The score of the mode that the rule names, 0 to 100.' },
    SCORE_CHANGE: {
      description:
        'How far the score of the mode has moved since the session before: signed points, -100 to 100.',
    },
    BAND: {
      description: 'The band of the mode; with toBands, only changes into these. The comparator is CHANGED.',
    },
    GUARDRAIL: {
      description: 'Whether the guardrail that the rule names fired in the mode. The comparator is CHANGED.',
    },
    CLOSE: { description: 'The close as traded, in ₹.' },
    PORTFOLIO_VALUE_AT_RISK: {
      description:
        'The value at risk of a session, 95 %, as a fraction of the value of the portfolio (PortfolioRisk.valueAtRisk95). Needs ' +
        'PORTFOLIOS_READ.',
    },
    PORTFOLIO_DRIFT: {
      description:
        'The largest |drift| of a position that stands outside its band, as a fraction of the value of the portfolio; 0 where ' +
        'none does. Needs PORTFOLIOS_READ.',
    },
    DATA_STALE: {
      description:
        'Sessions before today that are newer than the newest one with enough bars. Needs OPERATIONS_READ.',
    },
    RUN_FAILED: {
      description:
        'Runs that failed within seven days, and whose day no later run has scored. Needs OPERATIONS_READ.',
    },
    QUEUE_STUCK: { description: 'Minutes that the oldest due job has waited. Needs OPERATIONS_READ.' },
    ERROR_RATE: {
      description:
        'The share of the operations of the last minute that failed because of the service (docs/alerts.md), 0 to 1. Needs ' +
        'OPERATIONS_READ.',
    },
  },
});

export const ComparatorEnum = {
  ABOVE: 'ABOVE',
  BELOW: 'BELOW',
  CHANGED: 'CHANGED',
} as const satisfies Record<Comparator, Comparator>;
registerEnumType(ComparatorEnum, {
  name: 'Comparator',
  description: 'When a rule raises an alert.',
  valuesConfig: {
    ABOVE: { description: 'The value is above the threshold; a value equal to it is not.' },
    BELOW: { description: 'The value is below the threshold; a value equal to it is not.' },
    CHANGED: {
      description:
        'The band is another one than on the session before, or the guardrail fires now and did not, or the other way round.',
    },
  },
});

export const AlertScopeEnum = {
  OWN: 'OWN',
  EVERYBODY: 'EVERYBODY',
} as const satisfies Record<AlertScope, AlertScope>;
registerEnumType(AlertScopeEnum, {
  name: 'AlertScope',
  description: 'Who sees a rule and its alerts.',
  valuesConfig: {
    OWN: { description: 'Its owner.' },
    EVERYBODY: {
      description:
        'All who may read risks; of rules about the service itself, all who may read operations. Only administrators make ' +
        'and change such rules, and acknowledge and resolve their alerts.',
    },
  },
});
