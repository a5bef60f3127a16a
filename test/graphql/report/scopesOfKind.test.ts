import { expect, test } from '@jest/globals';
import { SCOPES } from '../../../src/access/scopes.js';
import type { ReportInputs } from '../../../src/companies/reports/names.js';
import { loadTemplates } from '../../../src/companies/reports/template/loadTemplates.js';
import { questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import { scopesOfKind } from '../../../src/graphql/report/scopesOfKind.js';
import { scopesOfQuestions } from '../../../src/graphql/report/scopesOfQuestions.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import type { IsoDate } from '../../../src/scoring/names.js';

/** With every input, so that all questions are asked. */
const inputs = { ticker: 'A', sector: 'banks', portfolioId: 'UG9ydGZvbGlvOjE' } as unknown as ReportInputs;

test('a kind needs the scopes of the questions of its template, and no others', async () => {
  for (const [kind, template] of await loadTemplates()) {
    const questions = questionsOf(template, inputs, '2024-10-08' as IsoDate);
    expect(questions).toHaveLength(Object.keys(template.questions).length);
    const needed = scopesOfQuestions(buildGreyoakSchema(), questions);
    const ofKind = new Set(scopesOfKind(kind));
    expect([kind, needed]).toEqual([kind, SCOPES.filter((scope) => ofKind.has(scope))]);
  }
});
