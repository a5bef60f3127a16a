import { getOperationAST } from 'graphql';
import { codedError } from '../codedError.js';
import type { ParsedOperation } from './parsedOperation.js';

/** How deep the values of variables may be nested. No input of the schema is deeper than some five levels. */
const DEEPEST = 50;

interface Waiting {
  readonly value: unknown;
  readonly depth: number;
}

/** The variables that an operation declares. */
export interface DeclaredVariables {
  readonly variables: ParsedOperation['variables'];
  /** About how many characters of JSON they are. */
  readonly characters: number;
}

/**
 * Returns those of the variables that the operation declares. All others make no difference to its result, so that
 * nothing should keep them.
 *
 * @throws GraphQLError BAD_USER_INPUT for one that is nested so deeply that reading it could exceed the call stack
 */
export function declaredVariables({
  document,
  operationName,
  variables,
}: ParsedOperation): DeclaredVariables {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  const names = variableDefinitions
    .map(({ variable }) => variable.name.value)
    .filter((name) => Object.hasOwn(variables, name));
  let characters = 0;
  for (const name of names) characters += name.length + charactersOf(name, variables[name]);
  return { variables: Object.fromEntries(names.map((name) => [name, variables[name]])), characters };
}

/** Walks with a stack instead of recursion. */
function charactersOf(name: string, variable: unknown): number {
  const stack: Waiting[] = [{ value: variable, depth: 0 }];
  let characters = 0;
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) {
      characters += 3 + String(value).length;
      continue;
    }
    if (depth === DEEPEST) {
      throw codedError(
        'BAD_USER_INPUT',
        `Expected the variable $${name} to be nested at most ${DEEPEST} deep, got a deeper one: send what its type asks for.`,
        { status: 400 },
      );
    }
    for (const [key, inner] of Object.entries(value as object)) {
      characters += Array.isArray(value) ? 1 : key.length + 4;
      stack.push({ value: inner, depth: depth + 1 });
    }
  }
  return characters;
}
