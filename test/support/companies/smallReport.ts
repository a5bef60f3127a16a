import { canonicalHash } from '../../../src/canonicalHash.js';
import { composeReport } from '../../../src/companies/reports/compose/composeReport.js';
import { jsonOf } from '../../../src/companies/reports/files/json/jsonOf.js';
import { questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import {
  reportTemplate,
  type ReportTemplate,
} from '../../../src/companies/reports/template/reportTemplate.js';
import type { ReportDocument } from '../../../src/companies/reports/reportDocument.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

/** A template of two questions, of which the second needs a right that callers may lack. */
export const SMALL_TEMPLATE: ReportTemplate = reportTemplate.parse({
  kind: 'COMPANY',
  version: 9,
  about: { question: 'company', path: 'stock', missing: 'There is no {$ticker}.' },
  questions: {
    company: 'query ($ticker: Ticker!) { stock(ticker: $ticker) { name figures { code value } } }',
    risk: 'query ($ticker: Ticker!, $on: Date) { risk(ticker: $ticker, on: $on) { part points } }',
  },
  findings: [
    {
      rule: 'NOT_KNOWN',
      question: 'company',
      each: 'stock.figures',
      where: [{ path: 'value', is: null }],
      sentence: '{code} is not known.',
    },
  ],
  sections: [
    {
      title: 'Figures',
      tables: [
        {
          id: 'figures',
          title: 'Figures',
          question: 'company',
          rows: 'stock.figures',
          columns: [
            { name: 'code', title: 'Figure', path: 'code' },
            { name: 'value', title: 'Value', path: 'value', unit: 'INR_CRORE' },
          ],
          key: ['code'],
          empty: 'None is filed.',
        },
        {
          id: 'risk',
          title: 'Risk',
          question: 'risk',
          rows: 'risk',
          columns: [
            { name: 'part', title: 'Part', path: 'part' },
            { name: 'points', title: 'Points', path: 'points', unit: 'POINTS' },
          ],
          key: ['part'],
          empty: 'It is not assessed.',
        },
      ],
    },
  ],
});

export type SmallAnswers = Readonly<Record<'company' | 'risk', Readonly<Record<string, unknown>>>>;

export const SMALL_ANSWERS: SmallAnswers = {
  company: {
    stock: {
      name: 'Alpha',
      figures: [
        { code: 'sales', value: 0.1 },
        { code: 'eps', value: null },
      ],
    },
  },
  risk: { risk: [{ part: 'VOLATILITY', points: 40 }] },
};

/** Returns the document of a small report as the service would make it from some answers. */
export function smallReport(answers: SmallAnswers = SMALL_ANSWERS): ReportDocument {
  const inputs = { ticker: 'ALPHA.NS' as Ticker, sector: null, portfolioId: null };
  const on = '2024-10-08' as IsoDate;
  const content = composeReport(
    SMALL_TEMPLATE,
    { kind: 'COMPANY', inputs, on },
    new Map(Object.entries(answers)),
  );
  return {
    ...{ title: 'Alpha', content, hash: canonicalHash(content), createdAt: '2024-10-09T00:00:00Z' },
    ...{ template: SMALL_TEMPLATE, questions: questionsOf(SMALL_TEMPLATE, inputs, on), changes: null },
    ...{ madeBy: '1.0.0', isSynthetic: false },
  };
}

/** Returns the JSON file of a small report. */
export const smallReportFile = (answers?: SmallAnswers): string => jsonOf(smallReport(answers));
