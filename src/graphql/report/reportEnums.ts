import { registerEnumType } from 'type-graphql';
import type { ReportFormat, ReportKind, ReportStep } from '../../companies/reports/names.js';

export const ReportKindEnum = {
  COMPANY: 'COMPANY',
  PEERS: 'PEERS',
  SECTOR: 'SECTOR',
  PORTFOLIO: 'PORTFOLIO',
} as const satisfies Record<ReportKind, ReportKind>;
registerEnumType(ReportKindEnum, {
  name: 'ReportKind',
  description: 'What a report is about.',
  valuesConfig: {
    COMPANY: {
      description:
        'A company: its scores with their history and why they changed, risk, figures, filings and peers. It needs a ticker.',
    },
    PEERS: {
      description:
        'How the companies of a sector group stand against each other. It needs a ticker, whose group it takes, or a sector.',
    },
    SECTOR: { description: 'A sector group among all others, and its companies. It needs a sector.' },
    PORTFOLIO: {
      description:
        'A portfolio: its valuation, drift, risk, performance and transactions. It needs a portfolioId, and the scope ' +
        'PORTFOLIOS_READ.',
    },
  },
});

export const ReportFormatEnum = {
  HTML: 'HTML',
  CSV: 'CSV',
  JSON: 'JSON',
} as const satisfies Record<ReportFormat, ReportFormat>;
registerEnumType(ReportFormatEnum, {
  name: 'ReportFormat',
  description: 'How a file of a report is written.',
  valuesConfig: {
    HTML: { description: 'One page with its pictures, without a script, which prints well.' },
    CSV: {
      description:
        'All tables as rows of one CSV by RFC 4180 in UTF-8 with a byte order mark. A text that a spreadsheet would ' +
        'compute has an apostrophe before it.',
    },
    JSON: { description: 'All that the report says, for programs: its hash can be computed again from it.' },
  },
});

export const ReportStepEnum = {
  ASK: 'ASK',
  WRITE: 'WRITE',
} as const satisfies Record<ReportStep, ReportStep>;
registerEnumType(ReportStepEnum, {
  name: 'ReportStep',
  description: 'What a worker does with a report.',
  valuesConfig: {
    ASK: { description: 'It asks the questions of the template.' },
    WRITE: { description: 'It writes the files.' },
  },
});
