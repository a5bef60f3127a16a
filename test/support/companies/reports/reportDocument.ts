import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../../src/canonicalJson.js';
import type {
  ReportCell,
  ReportContent,
  ReportTable,
} from '../../../../src/companies/reports/reportContent.js';
import type { ReportDocument } from '../../../../src/companies/reports/reportDocument.js';
import {
  reportTemplate,
  type ReportTemplate,
  type TemplateTable,
} from '../../../../src/companies/reports/template/reportTemplate.js';
import type { IsoDate } from '../../../../src/scoring/names.js';

type Section = ReportTemplate['sections'][number];

/** What a test states of a table; the rest is usual. */
export interface GivenTable {
  readonly id: string;
  readonly title?: string;
  readonly columns: readonly (Partial<ReportTable['columns'][number]> & { readonly name: string })[];
  readonly rows: readonly (readonly ReportCell[])[];
  readonly shown?: TemplateTable['shown'];
  readonly printed?: TemplateTable['printed'];
  readonly across?: { readonly rows: readonly string[]; readonly columns: string; readonly cells: string };
}

/** Returns a whole document of one section with these tables and charts. */
export function reportDocument(
  tables: readonly GivenTable[] = [],
  {
    charts = [],
    findings = [],
    cautions = [],
    text = 'What the section is about.',
    first = false,
    ...given
  }: Partial<Pick<ReportDocument, 'title' | 'changes' | 'isSynthetic' | 'questions'>> &
    Partial<Pick<ReportContent, 'findings' | 'inputs'>> & {
      readonly charts?: Section['charts'];
      /** The rules that are marked. */
      readonly cautions?: readonly string[];
      readonly text?: string;
      /** Whether the section stands before the findings. */
      readonly first?: boolean;
    } = {},
): ReportDocument {
  const inputs = { ticker: 'RELIANCE.NS', sector: null, portfolioId: null, ...given.inputs };
  const content: ReportContent = {
    ...{ kind: 'COMPANY', inputs: inputs as ReportContent['inputs'], on: '2026-06-30' as IsoDate, findings },
    tables: tables.map(({ id, title = `Title of ${id}`, columns, rows }) => ({
      ...{ id, title, rows, reason: rows.length === 0 ? 'None is known.' : null },
      columns: columns.map((column) => ({
        ...{ title: `Title of ${column.name}`, unit: null, unitColumn: null },
        ...column,
      })),
    })),
    templateVersion: 3,
  };
  const question = 'query Company($ticker: Ticker!, $on: Date) {\n  stock(ticker: $ticker) { ticker }\n}\n';
  const template = reportTemplate.parse({
    ...{ kind: 'COMPANY', version: 3, questions: { company: question } },
    about: { question: 'company', path: 'stock.ticker', missing: 'There is none.' },
    findings: cautions.map((rule) => ({
      ...{ rule, question: 'company', each: 'stock', sentence: 'It is so.', caution: true },
    })),
    sections: [
      {
        ...{ title: 'The section', text, charts, first },
        tables: content.tables.map(({ id, title, columns }, k) => ({
          ...{
            id,
            title,
            question: 'company',
            rows: 'stock',
            key: [columns[0]?.name],
            empty: 'None is known.',
          },
          columns: columns.map(({ name, title: of }) => ({ name, title: of, path: 'ticker' })),
          shown: tables[k]?.shown ?? 'TABLE',
          ...{ printed: tables[k]?.printed, across: tables[k]?.across },
        })),
      },
    ],
  });
  return {
    ...{ title: 'Report on RELIANCE.NS', createdAt: '2026-07-01T04:30:00.000Z', madeBy: '0.1.0', template },
    questions: [
      { name: 'company', document: question, variables: { ticker: 'RELIANCE.NS', on: '2026-06-30' } },
    ],
    ...{ changes: null, isSynthetic: false },
    ...given,
    content,
    hash: createHash('sha256').update(canonicalJson(content)).digest('hex'),
  };
}
