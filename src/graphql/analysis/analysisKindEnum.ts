import { registerEnumType } from 'type-graphql';
import type { AnalysisKind } from '../../companies/analysis/names.js';

export const AnalysisKindEnum = {
  COMPETITOR: 'COMPETITOR',
  SECTOR_OPPORTUNITY: 'SECTOR_OPPORTUNITY',
  VALUATION: 'VALUATION',
} as const satisfies Record<AnalysisKind, AnalysisKind>;
registerEnumType(AnalysisKindEnum, {
  name: 'AnalysisKind',
  description: 'What an analysis asks.',
  valuesConfig: {
    COMPETITOR: {
      description:
        'How a company stands against the others of its sector: share, growth, margin and return. It needs a ticker.',
    },
    SECTOR_OPPORTUNITY: {
      description:
        'How large a sector is, how fast it grows, and how open it is to other companies. It needs a sector.',
    },
    VALUATION: {
      description:
        'Where the P/E of a company is among its own at the month ends of five years, and among those of its sector on the ' +
        'day. It needs a ticker.',
    },
  },
});
