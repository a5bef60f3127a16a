import { z } from 'zod';
import { REPORT_KINDS, REPORT_UNITS } from '../names.js';

const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const text = z.string().min(1).max(2_000);
/**
 * Names of fields with dots between them. A list on the way gives all of its elements; `../` goes to what the rows of the
 * list belong to.
 */
const path = z.string().regex(/^(\.\.\/)*[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/);
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What a row must meet. `$on` and the other variables of the questions may stand for a value. */
const condition = z
  .strictObject({
    path,
    is: scalar.optional(),
    not: scalar.optional(),
    below: scalar.optional(),
    atLeast: scalar.optional(),
    atMost: scalar.optional(),
    above: scalar.optional(),
  })
  .readonly();

const column = z
  .strictObject({
    name,
    title: text,
    path,
    unit: z.enum(REPORT_UNITS).optional(),
    unitColumn: name.optional(),
  })
  .readonly();

const table = z
  .strictObject({
    id: name,
    title: text,
    /** The name of the question whose answer has its rows. */
    question: name,
    /** Where the rows are: a list, or an object for one row. */
    rows: path,
    where: z.array(condition).readonly().default([]),
    columns: z.array(column).min(1).readonly(),
    /** The columns whose values tell a row from all others. */
    key: z.array(name).min(1).readonly(),
    /** Why it may have no row. */
    empty: text,
    /** A table that only feeds a chart is not printed. */
    shown: z.enum(['TABLE', 'CHART_ONLY']).default('TABLE'),
    /** How readers see it: one line for each value of `rows`, and one column for each value of `columns`. */
    across: z.strictObject({ rows: name, columns: name, cells: name }).optional(),
  })
  .readonly();

const chart = z
  .strictObject({
    kind: z.enum(['LINE', 'BARS', 'DOTS']),
    title: text,
    table: name,
    x: name,
    /** Columns that are drawn over the same axis. */
    y: z.array(name).min(1).max(6).readonly(),
  })
  .readonly();

/** A finding that is said for each row that meets the conditions, or insights that an answer already has. */
const finding = z.union([
  z.strictObject({ question: name, insights: path }).readonly(),
  z
    .strictObject({
      rule: z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/),
      question: name,
      each: path,
      where: z.array(condition).readonly().default([]),
      /** With `{path}` for values of the row. */
      sentence: text,
      numbers: z.record(name, path).default({}),
    })
    .readonly(),
]);

const section = z
  .strictObject({
    title: text,
    text: text.optional(),
    tables: z.array(table).readonly().default([]),
    charts: z.array(chart).readonly().default([]),
  })
  .readonly();

/** What a report asks and how it is laid out. It is data: a new version is another file, and no code changes. */
export const reportTemplate = z
  .strictObject({
    kind: z.enum(REPORT_KINDS),
    /** To be raised with each change of what a report contains. */
    version: z.int().positive(),
    /** With `{path}` for values of the first question's answer. */
    title: text,
    /** GraphQL queries by their names. */
    questions: z.record(name, z.string().min(1)),
    findings: z.array(finding).readonly().default([]),
    sections: z.array(section).min(1).readonly(),
  })
  .readonly();

export type ReportTemplate = z.infer<typeof reportTemplate>;
export type TemplateTable = ReportTemplate['sections'][number]['tables'][number];
export type TemplateChart = ReportTemplate['sections'][number]['charts'][number];
export type TemplateFinding = ReportTemplate['findings'][number];
export type TemplateCondition = TemplateTable['where'][number];
