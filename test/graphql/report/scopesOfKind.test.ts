import { expect, test } from '@jest/globals';
import { SCOPES } from '../../../src/access/scopes.js';
import { loadTemplates } from '../../../src/companies/reports/template/loadTemplates.js';
import { scopesOfKind } from '../../../src/graphql/report/scopesOfKind.js';
import { scopesOfQuestions } from '../../../src/graphql/report/scopesOfQuestions.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { everyQuestion } from '../../support/companies/everyQuestion.js';

test('a kind needs the scopes of the questions of its template, and no others', async () => {
  for (const [kind, template] of await loadTemplates()) {
    const needed = scopesOfQuestions(buildGreyoakSchema(), everyQuestion(template));
    const ofKind = new Set(scopesOfKind(kind));
    expect([kind, needed]).toEqual([kind, SCOPES.filter((scope) => ofKind.has(scope))]);
  }
});
