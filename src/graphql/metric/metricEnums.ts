import { registerEnumType } from 'type-graphql';

/** The vocabularies of a company's figures as GraphQL enums. */

export const PeriodEnum = { ANNUAL: 'ANNUAL', QUARTER: 'QUARTER', TTM: 'TTM', POINT: 'POINT' } as const;
export type PeriodName = keyof typeof PeriodEnum;
registerEnumType(PeriodEnum, {
  name: 'Period',
  description: 'What span of time a figure is of.',
  valuesConfig: {
    ANNUAL: { description: 'A fiscal year, of 12 months unless `months` says otherwise.' },
    QUARTER: { description: 'A quarter, of 3 months unless `months` says otherwise.' },
    TTM: { description: 'Trailing twelve months: four consecutive quarters. Derived, never recorded.' },
    POINT: { description: 'One day, such as that of a quoted P/E.' },
  },
});

export const BasisEnum = {
  STANDALONE: 'STANDALONE',
  CONSOLIDATED: 'CONSOLIDATED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type BasisName = keyof typeof BasisEnum;
registerEnumType(BasisEnum, {
  name: 'Basis',
  description: 'What a statement covers. Figures of different bases are never added up or compared.',
  valuesConfig: {
    STANDALONE: { description: 'The company alone.' },
    CONSOLIDATED: { description: 'The group: the company with its subsidiaries.' },
    UNKNOWN: { description: 'The source does not say.' },
  },
});

export const UnitEnum = {
  INR_CRORE: 'INR_CRORE',
  RUPEES: 'RUPEES',
  FRACTION: 'FRACTION',
  PERCENT: 'PERCENT',
  RATIO: 'RATIO',
  COUNT: 'COUNT',
} as const;
export type UnitName = keyof typeof UnitEnum;
registerEnumType(UnitEnum, {
  name: 'Unit',
  description: 'The unit of a figure.',
  valuesConfig: {
    INR_CRORE: { description: 'Money in ₹ crore (10 million rupees).' },
    RUPEES: { description: 'Rupees, such as earnings per share.' },
    FRACTION: { description: 'A fraction: 0.18 is 18 %.' },
    PERCENT: { description: 'A percentage: 18 is 18 %.' },
    RATIO: { description: 'A multiple, such as a P/E.' },
    COUNT: { description: 'A number of things; of shares in crore.' },
  },
});
