import { codedError } from '../codedError.js';
import type { ParsedOperation } from './parsedOperation.js';

/** How deep the values of variables may be nested. No input of the schema is deeper than some five levels. */
const DEEPEST = 50;

interface Waiting {
  readonly value: unknown;
  readonly depth: number;
}

/**
 * Returns about how many characters of JSON the variables of an operation are, as they were sent.
 *
 * @throws GraphQLError BAD_USER_INPUT for one that is nested so deeply that reading it could exceed the call stack
 */
export function charactersOf(sent: ParsedOperation['sent']): number {
  let characters = 0;
  for (const [name, value] of Object.entries(sent)) characters += name.length + charactersIn(name, value);
  return characters;
}

/** Walks with a stack instead of recursion. */
function charactersIn(name: string, variable: unknown): number {
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
