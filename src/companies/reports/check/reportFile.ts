import { z } from 'zod';
import { REPORT_KINDS, REPORT_UNITS } from '../names.js';
import type { ReportContent } from '../reportContent.js';

const text = z.string();
const cell = z.union([text, z.number(), z.boolean(), z.null()]);

const content = z
  .looseObject({
    kind: z.enum(REPORT_KINDS),
    inputs: z
      .looseObject({ ticker: text.nullable(), sector: text.nullable(), portfolioId: text.nullable() })
      .readonly(),
    on: z.iso.date(),
    findings: z.array(
      z.looseObject({
        rule: text,
        sentence: text,
        numbers: z.array(z.looseObject({ name: text, value: z.number().nullable() })),
      }),
    ),
    tables: z.array(
      z
        .looseObject({
          id: text,
          title: text,
          columns: z
            .array(
              z.looseObject({
                name: text,
                title: text,
                unit: z.enum(REPORT_UNITS).nullable(),
                unitColumn: text.nullable(),
              }),
            )
            .min(1),
          rows: z.array(z.array(cell)),
          reason: text.nullable(),
        })
        .refine(({ columns, rows }) => rows.every((row) => row.length === columns.length), {
          error: 'a row has more or fewer cells than there are columns',
        }),
    ),
    templateVersion: z.int().positive(),
  })
  .readonly();

/** The JSON file of a report, as far as it is read to check it. */
export const reportFile = z.object({
  report: z.object({
    title: text,
    kind: z.unknown(),
    inputs: z.unknown(),
    on: z.unknown(),
    templateVersion: z.unknown(),
  }),
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'not 64 hexadecimal digits in lower case'),
  content,
  questions: z
    .array(z.strictObject({ name: text, document: text, variables: z.record(text, z.unknown()) }).readonly())
    .max(100)
    .readonly(),
  template: z.unknown(),
});

export interface ReportFile extends Omit<z.infer<typeof reportFile>, 'content'> {
  /** All that the file has of it, because its hash is of all. */
  readonly content: ReportContent;
}
