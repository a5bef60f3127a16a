import {
  getOperationAST,
  getVariableValues,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { shown } from '../../shown.js';
import { codedError } from '../codedError.js';
import { isDeeperThan } from '../limits/isDeeperThan.js';
import { PRICES } from '../limits/prices.js';
import { DEEPEST_NESTING } from '../limits/readDocument.js';
import { valuesIn } from '../limits/valuesIn.js';
import { asBadInput } from './asBadInput.js';
import type { OperationRequest } from './operationRequest.js';
import type { ParsedOperation } from './parsedOperation.js';
import { takesSecrets } from './takesSecrets.js';
import { variableErrors } from './variableErrors.js';

/** As many errors of variables as graphql-js tells. */
const MOST_ERRORS = 50;

/**
 * Returns the operation of a valid document that a request asks for, with coerced variables, as the specification says
 * (GraphQL, 6.1). Prices, rights, kept answers and execution are all of this operation.
 *
 * An operation name of null means the only operation. The empty text is a name that no operation has.
 *
 * @param charge called with the units of coercing the variables before that, whatever becomes of them
 * @param hideSuggestions whether errors tell no names of the schema that a client may have meant
 * @throws GraphQLError, or an array of them for variables that do not fit
 */
export function resolveOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variables }: Pick<OperationRequest, 'operationName' | 'variables'>,
  charge: (units: number) => void = () => undefined,
  hideSuggestions = false,
): ParsedOperation {
  const operation = getOperationAST(document, nameIn(operationName));
  if (!operation) throw unresolved(operationName);
  const given = variablesIn(variables);
  const declared = operation.variableDefinitions ?? [];
  const names = declared.map(({ variable }) => variable.name.value);
  const sent = Object.fromEntries(
    names.filter((name) => Object.hasOwn(given, name)).map((name) => [name, given[name]]),
  );
  const values = valuesIn(sent);
  charge(values * PRICES.variable);
  // Few variables have so many values.
  if (values > DEEPEST_NESTING && isDeeperThan(DEEPEST_NESTING + 1, sent)) {
    throw codedError('BAD_USER_INPUT', TOO_DEEP, { status: 400 });
  }
  const limits = { maxErrors: MOST_ERRORS, hideSuggestions };
  const { coerced, errors } = getVariableValues(schema, declared, sent, limits);
  if (errors) {
    const told = takesSecrets(schema, document)
      ? variableErrors(schema, declared, sent, MOST_ERRORS)
      : errors;
    throw told.map(asBadInput);
  }
  return { document, operation, variables: coerced, sent };
}

const TOO_DEEP = `Expected variables whose values are nested at most ${DEEPEST_NESTING} deep, got deeper ones: ask for less at once.`;

function nameIn(name: unknown): string | null {
  if (name === undefined || name === null || typeof name === 'string') return name ?? null;
  throw badRequest('operationName', 'a text', name);
}

function variablesIn(variables: unknown): Readonly<Record<string, unknown>> {
  if (variables === undefined || variables === null) return {};
  if (typeof variables === 'object' && !Array.isArray(variables)) return variables as Record<string, unknown>;
  throw badRequest('variables', 'an object', variables);
}

/** The value is not shown: clients that send variables as a text send secrets in it. */
function badRequest(name: string, expected: string, got: unknown): GraphQLError {
  const what = Array.isArray(got) ? 'a list' : KINDS[typeof got];
  return codedError('BAD_REQUEST', `Expected ${expected} as \`${name}\`, got ${what}.`, { status: 400 });
}

/** The kinds of values that JSON has. */
const KINDS: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  number: 'a number',
  object: 'an object',
  string: 'a text',
};

function unresolved(name: unknown): GraphQLError {
  return codedError(
    'OPERATION_RESOLUTION_FAILURE',
    typeof name === 'string'
      ? `Expected the name of an operation of the document, got ${JSON.stringify(shown(name))}: ` +
          'send the name as it is in the document, or no `operationName` where there is one operation.'
      : 'Expected one operation, or the name of one as `operationName`, but the document has several, or none.',
    { status: 400 },
  );
}
