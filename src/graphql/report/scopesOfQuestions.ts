import type { GraphQLSchema } from 'graphql';
import { SCOPES, type Scope } from '../../access/scopes.js';
import type { ReportQuestion } from '../../companies/reports/asker.js';
import { Questions } from './questions.js';

/**
 * Returns the scopes that a caller needs to ask questions, each once, in the order of SCOPES.
 *
 * @throws as `Questions.plan`
 */
export function scopesOfQuestions(
  schema: GraphQLSchema,
  questions: readonly ReportQuestion[],
): readonly Scope[] {
  const needed = new Set(
    questions.flatMap((question) => [...Questions.of(schema).plan(question).plan.needs.keys()]),
  );
  return SCOPES.filter((scope) => needed.has(scope));
}
