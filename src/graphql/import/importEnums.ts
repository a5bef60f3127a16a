import { registerEnumType } from 'type-graphql';

/** How an import ended. */
export const ImportStatusEnum = {
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
  UNCHANGED: 'UNCHANGED',
} as const;
export type ImportStatus = keyof typeof ImportStatusEnum;
registerEnumType(ImportStatusEnum, {
  name: 'ImportStatus',
  description: 'How an import ended.',
  valuesConfig: {
    SUCCEEDED: { description: 'It added or changed facts.' },
    FAILED: { description: 'It was refused as a whole; Import.error says why.' },
    UNCHANGED: { description: 'It added and changed nothing: all rows were known already, or refused.' },
  },
});
