import { registerEnumType } from 'type-graphql';
import type { ExportFormat } from '../../exports/exportFormats.js';
import type { ExportKind } from '../../exports/exportKinds.js';

/** The vocabularies of exports as GraphQL enums. */

export const ExportKindEnum = {
  SCORES: 'SCORES',
  FEATURES: 'FEATURES',
  BARS: 'BARS',
  FACTS: 'FACTS',
  SESSION: 'SESSION',
  MY_DATA: 'MY_DATA',
} as const satisfies Record<ExportKind, ExportKind>;
registerEnumType(ExportKindEnum, {
  name: 'ExportKind',
  description: 'What an export is of: one table (docs/exports.md).',
  valuesConfig: {
    SCORES: { description: 'The current scores, a row per session, mode and stock.' },
    FEATURES: { description: 'The indicators, a row per session and stock.' },
    BARS: { description: 'The bars as traded, a row per day and stock.' },
    FACTS: {
      description: 'All other facts, a row for each, with the columns of all datasets.',
    },
    SESSION: {
      description:
        'The screen, a row per session, mode and stock with every StockField. Needs RISK_READ, too.',
    },
    MY_DATA: {
      description:
        'What is kept of the caller, whatever the days, a row for each field. Needs OWN_ACCOUNT, which no key has.',
    },
  },
});

export const ExportFormatEnum = {
  CSV: 'CSV',
  PARQUET: 'PARQUET',
  JSON: 'JSON',
} as const satisfies Record<ExportFormat, ExportFormat>;
registerEnumType(ExportFormatEnum, {
  name: 'ExportFormat',
  description: 'How the file of an export is written.',
  valuesConfig: {
    CSV: {
      description:
        'CSV by RFC 4180 in UTF-8 with a byte order mark. A text that a spreadsheet would compute has an apostrophe before it.',
    },
    PARQUET: { description: 'Apache Parquet.' },
    JSON: { description: 'One JSON object for each row, on a line of its own; null fields are left out.' },
  },
});
