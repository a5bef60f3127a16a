import { registerEnumType } from 'type-graphql';
import { RISK_ORDER_FIELDS, type RiskOrderField } from '../../books/risk/riskOrder.js';
import { RISK_PARTS, type RiskLevel, type RiskStatus } from '../../risk/names.js';

/** The vocabularies of risk as GraphQL enums. The numbers of the default method in their descriptions are tested. */

export const RiskLevelEnum = {
  LOW: 'LOW',
  MODERATE: 'MODERATE',
  HIGH: 'HIGH',
  VERY_HIGH: 'VERY_HIGH',
} as const satisfies Record<RiskLevel, RiskLevel>;
registerEnumType(RiskLevelEnum, {
  name: 'RiskLevel',
  description: 'The level of a risk, by Risk.judged. The bounds given here are those of the default method.',
  valuesConfig: {
    LOW: { description: 'Below 30.' },
    MODERATE: { description: 'At least 30 and below 50.' },
    HIGH: { description: 'At least 50 and below 70.' },
    VERY_HIGH: { description: 'At least 70.' },
  },
});

export const RiskPartStatusEnum = {
  OK: 'OK',
  THIN: 'THIN',
  MISSING: 'MISSING',
} as const satisfies Record<RiskStatus, RiskStatus>;
registerEnumType(RiskPartStatusEnum, {
  name: 'RiskPartStatus',
  description: 'How well a part of a risk is known. RiskPart.reason says why.',
  valuesConfig: {
    OK: { description: 'Known from as many observations as its window has.' },
    THIN: {
      description:
        'Known from fewer, or with a day beyond 20 % that no action explains. The level is judged by the upper end.',
    },
    MISSING: {
      description:
        'Not known: there are too few observations, or they tell nothing. The part counts 70, with an interval of 0 to 100, so ' +
        'that not knowing never looks safe.',
    },
  },
});

export const RiskOrderFieldEnum = Object.fromEntries(
  RISK_ORDER_FIELDS.map((field) => [field, field]),
) as Record<RiskOrderField, RiskOrderField>;
registerEnumType(RiskOrderFieldEnum, {
  name: 'RiskOrderField',
  description:
    'What risks can be ordered by. Equal ones are ordered by ticker, ascending; those without a value come last.',
  valuesConfig: described({
    VALUE: 'Risk.value.',
    UPPER: 'Risk.upper.',
    CHANGE: "Points since the stock's newest risk of an earlier session.",
    TICKER: 'The ticker, by character code.',
    ...Object.fromEntries(RISK_PARTS.map((kind) => [kind, `RiskPart.value of ${kind}.`])),
  }),
});

function described(descriptions: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(descriptions).map(([name, description]) => [name, { description }]),
  );
}
