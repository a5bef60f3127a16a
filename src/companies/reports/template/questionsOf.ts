import { Kind, parse } from 'graphql';
import type { IsoDate } from '../../../scoring/names.js';
import type { ReportQuestion } from '../asker.js';
import { rowsAt } from '../compose/rowsAt.js';
import { placeOf } from '../compose/place.js';
import type { ReportInputs } from '../names.js';
import { partOfQuestion } from './partOfQuestion.js';
import type { ReportTemplate } from './reportTemplate.js';
import { variablesOf } from './variablesOf.js';

type Answers = ReadonlyMap<string, unknown>;

/**
 * Returns the questions of a report with their variables, in the order of the template. A question that needs an input which
 * the report does not have is left out.
 *
 * @param on the day as of which the report is made
 * @param answers the data of answers by the names of the questions: a question with a list is left out until the answer that
 * has the list is among them, and where the list is empty
 */
export function questionsOf(
  template: Pick<ReportTemplate, 'lists' | 'questions'>,
  inputs: ReportInputs,
  on: IsoDate,
  answers: Answers = new Map(),
): ReportQuestion[] {
  const all: Readonly<Record<string, string | null>> = variablesOf(inputs, on);
  return Object.entries(template.questions).flatMap(([name, document]) => {
    const declared = declaredVariables(document);
    const list = declared.find(({ name: variable }) => Object.hasOwn(template.lists, variable));
    const others = declared.filter((variable) => variable !== list);
    if (others.some(({ name: variable, isNeeded }) => isNeeded && (all[variable] ?? null) === null))
      return [];
    const variables = Object.fromEntries(
      others.map(({ name: variable }) => [variable, all[variable] ?? null] as const),
    );
    if (list === undefined) return [{ name, document, variables }];
    const { most, ...source } = template.lists[list.name];
    return partsOf(source, list.isList ? most : 1, answers).map((part, k) => ({
      ...{ name: partOfQuestion(name, k + 1), document },
      variables: { ...variables, [list.name]: list.isList ? part : part[0] },
    }));
  });
}

/** Returns the texts of a list in parts that are as long as they may be. */
function partsOf(
  { question, path }: Pick<ReportTemplate['lists'][string], 'path' | 'question'>,
  most: number,
  answers: Answers,
): readonly (readonly string[])[] {
  const answer = answers.get(question);
  if (answer === undefined) return [];
  const texts = [...new Set(rowsAt([placeOf(answer)], path).map(({ value }) => String(value)))].sort();
  const parts = Math.ceil(texts.length / most);
  return Array.from({ length: parts }, (_, k) => texts.slice(k * most, (k + 1) * most));
}

export interface DeclaredVariable {
  readonly name: string;
  /** Whether it must not be null. */
  readonly isNeeded: boolean;
  readonly isList: boolean;
}

/** Returns the variables of the one query of a document. */
export function declaredVariables(document: string): readonly DeclaredVariable[] {
  const { definitions } = parse(document, { noLocation: true });
  const query = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (query?.variableDefinitions ?? []).map(({ variable, type }) => ({
    name: variable.name.value,
    isNeeded: type.kind === Kind.NON_NULL_TYPE,
    isList: (type.kind === Kind.NON_NULL_TYPE ? type.type : type).kind === Kind.LIST_TYPE,
  }));
}
