import type { ReportDocument } from '../../../../src/companies/reports/reportDocument.js';

/** What is of a form that no other may have: names of columns and tables, enums, and what the hash is checked with. */
const FORMS: ReadonlySet<string> = new Set([
  ...['kind', 'hash', 'id', 'name', 'on', 'unit', 'unitColumn', 'column', 'table'],
  ...['shown', 'across', 'key', 'x', 'y', 'series', 'question', 'rule'],
]);

/** Returns a document with the same text in each place that has one of others: titles, cells, sentences, questions. */
export const documentWithTexts = (document: ReportDocument, text: string): ReportDocument =>
  withTexts(document, text) as ReportDocument;

function withTexts(value: unknown, text: string): unknown {
  if (typeof value === 'string') return text;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((element) => withTexts(element, text));
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, FORMS.has(name) ? inner : withTexts(inner, text)]),
  );
}
