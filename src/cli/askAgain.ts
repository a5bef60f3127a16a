import type { ReportQuestion } from '../companies/reports/asker.js';
import type { CheckedAnswer } from '../companies/reports/check/compareAnswers.js';
import { UserError } from '../userError.js';
import type { ServiceClient, ServiceError } from './serviceClient.js';

/**
 * Asks a service the questions of a report.
 *
 * @param questionsAfter returns the questions by the data of the answers so far, also those that were asked
 * @param onAnswer called after each answer, with how many there are and how many questions are known
 * @returns the answer or the refusal of each question by its name
 * @throws UserError where the credential does not count
 */
export async function askAgain(
  client: ServiceClient,
  questionsAfter: (answers: ReadonlyMap<string, unknown>) => readonly ReportQuestion[],
  onAnswer: (done: number, known: number) => void,
): Promise<ReadonlyMap<string, CheckedAnswer>> {
  const answers = new Map<string, CheckedAnswer>();
  const data = new Map<string, unknown>();
  for (;;) {
    const known = questionsAfter(data);
    const open = known.filter(({ name }) => !answers.has(name));
    if (open.length === 0) return answers;
    for (const question of open) {
      const answer = await ask(client, question);
      answers.set(question.name, answer);
      if ('data' in answer) data.set(question.name, answer.data);
      onAnswer(answers.size, known.length);
    }
  }
}

async function ask(client: ServiceClient, { document, variables }: ReportQuestion): Promise<CheckedAnswer> {
  const { data, errors } = await client.ask(document, variables);
  const [error] = errors;
  if (error !== undefined && codeOf(error) === 'UNAUTHENTICATED') {
    throw new UserError(`Expected a credential that counts in GREYOAK_API_KEY, got: ${error.message}`);
  }
  return error === undefined && data !== null ? { data } : { refusal: refusalOf(error) };
}

const codeOf = ({ extensions }: ServiceError): string | undefined => extensions?.code;

/** A part of an answer is none: what is null by an error would be taken for what is not known. */
const refusalOf = (error: ServiceError | undefined): string =>
  error === undefined
    ? 'no data'
    : `${codeOf(error) ?? 'an error'}: ${error.message.replace(/[\n\t]/g, ' ').slice(0, 500)}`;
