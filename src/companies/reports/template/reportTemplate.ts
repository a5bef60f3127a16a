import { z } from 'zod';
import { REPORT_KINDS, REPORT_UNITS } from '../names.js';

const name = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/);
const text = z.string().min(1).max(2_000);
/**
 * Names of fields with dots between them. A list on the way gives all of its elements. `../` goes to the object that has the
 * field, as in folders: from `stock.peers.companies` (a row is one company), `../sector` is that of `peers`. `.` is the value
 * itself.
 */
const path = z.string().regex(/^(\.\.\/)*(\.|[A-Za-z_]\w*(\.[A-Za-z_]\w*)*)$/);
const paths = z.union([path, z.array(path).min(1).readonly()]);
/** A text that begins with `$` is a variable, such as `$on`. */
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/**
 * What a row must meet: all that is stated. Numbers are compared as numbers and texts, such as dates, as texts; what is not
 * known is neither above nor below. Where the path gives a list, one of its values must meet it.
 */
const condition = z
  .strictObject({
    path,
    is: scalar.optional(),
    not: scalar.optional(),
    below: scalar.optional(),
    atLeast: scalar.optional(),
    atMost: scalar.optional(),
    above: scalar.optional(),
    /** Of a text that names days, such as the key of a corrected fact: none of them is later. */
    daysUpTo: z.string().optional(),
  })
  .readonly();

/** Which rows of a long table readers see: those that meet all of it, or why there are none. */
const printed = z
  .strictObject({
    where: z
      .array(z.strictObject({ column: name, is: scalar.optional(), not: scalar.optional() }).readonly())
      .min(1)
      .readonly(),
    none: text,
  })
  .readonly();

const column = z
  .strictObject({
    name,
    title: text,
    /** A list of values is one cell: a text with "; " between them. */
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
    /** Where the rows are: a list, or an object for one row. Rows of several paths follow each other. */
    rows: paths,
    where: z.array(condition).readonly().default([]),
    columns: z.array(column).min(1).readonly(),
    /** The columns whose values tell a row from all others. */
    key: z.array(name).min(1).readonly(),
    /** Why it may have no row. */
    empty: text,
    /**
     * How readers see it; programs have all of it. TABLE: a line for each row. FACTS: few rows of many columns, each shown as a
     * list of titles with their values. CHART_ONLY: it only feeds a chart, and is not printed. DATA_ONLY: it is only in the CSV
     * and JSON files, and the page says so.
     */
    shown: z.enum(['TABLE', 'FACTS', 'CHART_ONLY', 'DATA_ONLY']).default('TABLE'),
    /** The page says how many rows there are; programs have all. */
    printed: printed.optional(),
    /**
     * How readers see it: one line for the values of the columns `rows` together, one column for each value of `columns`,
     * and in it what `cells` has.
     */
    across: z
      .strictObject({ rows: z.array(name).min(1).readonly(), columns: name, cells: name })
      .readonly()
      .optional(),
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
    /** The column whose values tell the series apart; then `y` is one column. */
    series: name.optional(),
  })
  .readonly();

/** Insights that an answer already has, or a finding of the template's own. */
const finding = z.union([
  z.strictObject({ question: name, insights: path }).readonly(),
  z
    .strictObject({
      rule: z.string().regex(/^[A-Z][A-Z0-9_]{0,59}$/),
      question: name,
      /** True: it tells that something is known badly, such as a missing figure. Readers see it first, and marked. */
      caution: z.boolean().default(false),
      /** The rows that it is said of. */
      each: paths,
      where: z.array(condition).readonly().default([]),
      /**
       * What is said of each row where one sentence is said of all rows together, if there is one: `{items}` in the sentence
       * stands for the first 20.
       */
      item: text.optional(),
      /** It is said of a row where one of these values is not among those at the path, or at any of several. */
      expected: z
        .strictObject({ path: paths, values: z.array(z.string()).min(1).readonly() })
        .readonly()
        .optional(),
      /**
       * With `{path}` for values of the row, `{$on}` for a variable, `{missing}` for the expected values that are not there,
       * and `{#}` for how many rows there are together, or values are missing. `{path: FRACTION}` shows a number in a unit, and
       * `{path: unit}` in the one that another path states. Numbers are rounded; `numbers` has them exactly.
       */
      sentence: text,
      /** Its numbers by name: each a path, or `#` for the same count. */
      numbers: z.record(name, z.union([z.literal('#'), path])).default({}),
    })
    .readonly(),
]);

const section = z
  .strictObject({
    title: text,
    /** Whether it stands before the findings. */
    first: z.boolean().default(false),
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
    /** What the report is about: where it is null, there is nothing to report on. */
    about: z.strictObject({ question: name, path, missing: text }).readonly(),
    /**
     * GraphQL queries by their names. Each gets the variables that it declares. A query with a variable that must not be null
     * is not asked where the report has no such input; its tables are then empty.
     */
    questions: z.record(name, z.string().min(1)),
    /**
     * Variables from the answer to another question: the different texts at a path, in ascending order. A question that
     * declares one is asked for each text, or where the variable is a list, for `most` of them at a time, so that a client may
     * ask it within its limits.
     */
    lists: z
      .record(name, z.strictObject({ question: name, path: paths, most: z.int().min(1).max(100) }).readonly())
      .default({}),
    findings: z.array(finding).readonly().default([]),
    sections: z.array(section).min(1).readonly(),
  })
  .readonly();

export type ReportTemplate = z.infer<typeof reportTemplate>;
export type TemplateTable = ReportTemplate['sections'][number]['tables'][number];
export type TemplateChart = ReportTemplate['sections'][number]['charts'][number];
export type TemplateFinding = ReportTemplate['findings'][number];
export type TemplateCondition = TemplateTable['where'][number];
