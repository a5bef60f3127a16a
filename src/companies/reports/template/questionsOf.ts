import { Kind, parse } from 'graphql';
import type { IsoDate } from '../../../scoring/names.js';
import type { ReportQuestion } from '../asker.js';
import type { ReportInputs } from '../names.js';
import type { ReportTemplate } from './reportTemplate.js';
import { variablesOf } from './variablesOf.js';

/**
 * Returns the questions of a report with their variables, in the order of the template. A question that needs an input which
 * the report does not have is left out.
 *
 * @param on the day as of which the report is made
 */
export function questionsOf(
  template: Pick<ReportTemplate, 'questions'>,
  inputs: ReportInputs,
  on: IsoDate,
): ReportQuestion[] {
  const all: Readonly<Record<string, string | null>> = variablesOf(inputs, on);
  return Object.entries(template.questions).flatMap(([name, document]) => {
    const declared = declaredVariables(document);
    if (declared.some(({ name: variable, isNeeded }) => isNeeded && (all[variable] ?? null) === null))
      return [];
    const variables = declared.map(({ name: variable }) => [variable, all[variable] ?? null] as const);
    return [{ name, document, variables: Object.fromEntries(variables) }];
  });
}

/** Returns the variables of the one query of a document. */
export function declaredVariables(
  document: string,
): readonly { readonly name: string; readonly isNeeded: boolean }[] {
  const { definitions } = parse(document, { noLocation: true });
  const query = definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return (query?.variableDefinitions ?? []).map(({ variable, type }) => ({
    name: variable.name.value,
    isNeeded: type.kind === 'NonNullType',
  }));
}
