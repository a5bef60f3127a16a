import type { ExecutionResult, GraphQLError } from 'graphql';
import { isPassing } from '../../database/isPassing.js';
import { UserError } from '../../userError.js';
import { causeOf, formatError } from '../errors.js';
import { dataText } from '../operation/resultText.js';
import { unavailable } from '../unavailable.js';

/**
 * Returns the data of an answer as a client gets it.
 *
 * @param name the name of the question, for messages
 * @throws what `refusalOf` returns, where the answer has any error: a report is never made of half an answer
 */
export function dataOfAnswer(name: string, { data, errors = [] }: ExecutionResult): unknown {
  if (errors.length > 0) throw refusalOf(name, errors);
  return JSON.parse(dataText(data ?? {}));
}

/**
 * Returns what stands for the errors of a question: an error that passes by itself, or else a failure of ours with its
 * cause, or else a UserError with the first error that clients may see.
 */
export function refusalOf(name: string, errors: readonly GraphQLError[]): Error {
  const causes = errors.map(causeOf);
  const passing = causes.find(isPassing);
  if (passing !== undefined) return passing as Error;
  for (const [k, error] of errors.entries()) {
    if (unavailable(error) !== null) continue;
    let isOurs = false;
    formatError(error.toJSON(), error, () => (isOurs = true));
    if (isOurs) return new Error(`the question ${name} of a report failed`, { cause: causes[k] });
  }
  const [error] = errors;
  const { message } = unavailable(error) ?? error;
  const place = error.path === undefined ? '' : ` at ${error.path.join('.')}`;
  return new UserError(`The question ${name} of the report is refused${place}: ${message}`, {
    cause: causes[0],
  });
}
