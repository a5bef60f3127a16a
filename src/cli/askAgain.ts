import type { ReportQuestion } from '../companies/reports/asker.js';
import type { CheckedAnswer } from '../companies/reports/check/compareAnswers.js';
import { isQuery } from '../companies/reports/check/isQuery.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { ServiceClient, ServiceError } from './serviceClient.js';

/**
 * Asks a service the questions of a report.
 *
 * @param onAnswer called after each answer, with how many there are
 * @returns the answer or the refusal of each question by its name
 * @throws UserError where a question is no query, and where the credential does not count
 */
export async function askAgain(
  client: ServiceClient,
  questions: readonly ReportQuestion[],
  onAnswer: (done: number) => void,
): Promise<ReadonlyMap<string, CheckedAnswer>> {
  for (const { name, document } of questions) {
    if (isQuery(document)) continue;
    throw new UserError(
      `Expected the question ${shown(name)} to be one query of GraphQL, got something else. Nothing was sent.`,
    );
  }
  const answers = new Map<string, CheckedAnswer>();
  for (const { name, document, variables } of questions) {
    const { data, errors } = await client.ask(document, variables);
    const [error] = errors;
    if (error !== undefined && codeOf(error) === 'UNAUTHENTICATED') {
      throw new UserError(`Expected a credential that counts in GREYOAK_API_KEY, got: ${error.message}`);
    }
    answers.set(name, error === undefined && data !== null ? { data } : { refusal: refusalOf(error) });
    onAnswer(answers.size);
  }
  return answers;
}

const codeOf = ({ extensions }: ServiceError): string | undefined => extensions?.code;

/** A part of an answer is none: what is null by an error would be taken for what is not known. */
const refusalOf = (error: ServiceError | undefined): string =>
  error === undefined
    ? 'no data'
    : `${codeOf(error) ?? 'an error'}: ${error.message.replace(/[\n\t]/g, ' ').slice(0, 500)}`;
