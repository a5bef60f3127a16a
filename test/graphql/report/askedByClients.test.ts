/** Who is handed a report on can ask each of its questions with the limits that services have by default. */
import { expect, test } from '@jest/globals';
import { parse, validate } from 'graphql';
import { loadTemplates } from '../../../src/companies/reports/template/loadTemplates.js';
import { unitsOf } from '../../../src/graphql/limits/countedWork.js';
import { maxAliases } from '../../../src/graphql/limits/maxAliases.js';
import { maxDepth } from '../../../src/graphql/limits/maxDepth.js';
import { maxReadsInARow } from '../../../src/graphql/limits/maxReadsInARow.js';
import { maxRootFields } from '../../../src/graphql/limits/maxRootFields.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { readSettings } from '../../../src/settings.js';
import { everyQuestion } from '../../support/companies/everyQuestion.js';
import { costOf } from '../../support/graphql/costOf.js';

/** What a request costs besides what it reads: to parse, plan and compile the longest question. */
const BESIDES = 500;
const schema = buildGreyoakSchema();

test('each question of a report is within the limits of clients', async () => {
  const { aliases, cost, depth, rootFields, tokens } = readSettings({}).limits;
  const rules = [maxAliases(aliases), maxDepth(depth), maxReadsInARow(2), maxRootFields(rootFields)];
  for (const [kind, template] of await loadTemplates()) {
    for (const { name, document: text, variables } of everyQuestion(template)) {
      const document = parse(text, { maxTokens: tokens });
      const refusals = validate(schema, document, rules).map(({ message }) => message);
      const units = unitsOf(costOf(schema, document, null, variables));
      expect([kind, name, refusals, units < cost - BESIDES ? 'cheap enough' : units]).toEqual([
        ...[kind, name, [], 'cheap enough'],
      ]);
    }
  }
});
