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
    'Why a stock has no bar, as far as the files of the exchange say. It is told only where it is known; NOT_LISTED is not ' +
    'told today, because no gap begins before the first bar.',
  valuesConfig: {
    NOT_LISTED: { description: 'The stock was not listed.' },
    SUSPENDED: {
      description:
        'The stock is not in the file of all stocks of its exchange: trading in it was suspended, or it was not traded.',
    },
    OTHER_SERIES: {
      description: 'The stock was traded in another series than EQ, BE and BZ, which is not imported.',
    },
    SOURCE_MISSING: { description: 'Nearly no stock has a bar: the session was not imported.' },
    UNKNOWN: { description: 'It is not known: other stocks have a bar, but no file of all stocks was read.' },
  },
});
