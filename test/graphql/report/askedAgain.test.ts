/** Whether clients of a service with the limits by default may ask the questions of reports again. */
import { expect, test } from '@jest/globals';
import type { ReportInputs } from '../../../src/companies/reports/names.js';
import { loadTemplates } from '../../../src/companies/reports/template/loadTemplates.js';
import { questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import { PRICES } from '../../../src/graphql/limits/prices.js';
import { Documents } from '../../../src/graphql/operation/documents.js';
import { Planner } from '../../../src/graphql/operation/planner.js';
import { resolveOperation } from '../../../src/graphql/operation/resolveOperation.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { readSettings } from '../../../src/settings.js';

/** With every input, so that all questions are asked. */
const inputs = { ticker: 'A', sector: 'banks', portfolioId: 'UG9ydGZvbGlvOjE' } as unknown as ReportInputs;
/** A full bucket pays for one question of any report, and for what else a caller asks meanwhile. */
const PART = 0.8;

test('each question is read, and paid for by a full bucket', async () => {
  const { limits } = readSettings({});
  const schema = buildGreyoakSchema();
  const documents = new Documents({ schema, rules: [], maxTokens: limits.tokens });
  const planner = new Planner(schema);
  for (const [kind, template] of await loadTemplates()) {
    for (const { name, document: text, variables } of questionsOf(
      template,
      inputs,
      '2024-10-08' as IsoDate,
    )) {
      documents.admit(text, PRICES.request, () => undefined);
      const document = documents.read(text);
      if (!('kind' in document)) throw document[0];
      const operation = resolveOperation(schema, document, { operationName: null, variables });
      const isPaid = planner.planOf(operation).cost <= limits.costBucket * PART;
      expect([kind, name, isPaid]).toEqual([kind, name, true]);
    }
  }
});
