import { registerEnumType } from 'type-graphql';

/** Why sessions of a stock have no bar. */
export const GapCauseEnum = {
  NOT_LISTED: 'NOT_LISTED',
  SUSPENDED: 'SUSPENDED',
  OTHER_SERIES: 'OTHER_SERIES',
  SOURCE_MISSING: 'SOURCE_MISSING',
  UNKNOWN: 'UNKNOWN',
} as const;
export type GapCause = keyof typeof GapCauseEnum;
registerEnumType(GapCauseEnum, {
  name: 'GapCause',
  description:
    'Why a stock has no bar. It is told only where it is known: today a source does not tell the first three.',
  valuesConfig: {
    NOT_LISTED: { description: 'The stock was not listed.' },
    SUSPENDED: { description: 'Trading in the stock was suspended.' },
    OTHER_SERIES: { description: 'The stock was traded in another series, which is not imported.' },
    SOURCE_MISSING: { description: 'Nearly no stock has a bar: the session was not imported.' },
    UNKNOWN: { description: 'It is not known.' },
  },
});
