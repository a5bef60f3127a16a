import type { GraphQLError, GraphQLSchema } from 'graphql';
import { shown } from '../../shown.js';
import { walkFields } from '../limits/walkFields.js';
import { secretFields, type SecretPlace } from '../secretFields.js';
import type { ParsedOperation } from './parsedOperation.js';
import { takesSecrets } from './takesSecrets.js';

const REDACTED = '[redacted]';

/**
 * Takes the secret arguments of an operation out of its errors, and out of those that caused them, which are logged. No
 * resolver of ours puts them there; this is for the next one, and for libraries.
 */
export function redactSecrets(
  schema: GraphQLSchema,
  operation: ParsedOperation,
  errors: readonly GraphQLError[],
): void {
  if (errors.length === 0 || !takesSecrets(schema, operation.document)) return;
  const secrets = secretsOf(schema, operation);
  for (const error of errors) {
    for (let cause: unknown = error; cause instanceof Error; cause = causeOf(cause)) redact(cause, secrets);
  }
}

const causeOf = (error: Error & { readonly originalError?: Error }): unknown =>
  error.originalError ?? error.cause;

function secretsOf(
  schema: GraphQLSchema,
  { document, operation, sent, variables }: ParsedOperation,
): ReadonlySet<string> {
  const secrets = new Set<string>();
  const collect = (value: unknown, { within, others }: SecretPlace): void => {
    if (typeof value === 'string') secrets.add(value);
    else if (Array.isArray(value)) for (const item of value) collect(item, { within, others });
    else
      for (const [name, place] of within) collect((value as Record<string, unknown> | null)?.[name], place);
  };
  walkFields(
    schema,
    document,
    operation.name?.value,
    sent,
    ({ args, field, parent }) => {
      const place = parent === null ? secretFields(schema).get(field.name)?.place : undefined;
      if (place !== undefined) collect(args, place);
    },
    { coerced: variables },
  );
  return secrets;
}

function redact(error: Error, secrets: ReadonlySet<string>): void {
  for (const secret of secrets) {
    // Messages show long values cut.
    for (const told of [secret, shown(secret).replace(/…$/, '')]) {
      // Short ones and words stand in any message. Where they are told as values, they are in quotes.
      const [from, to] = /^.{0,3}$|^[a-z]+$/i.test(told) ? [`"${told}"`, `"${REDACTED}"`] : [told, REDACTED];
      error.message = error.message.replaceAll(from, to);
      if (error.stack !== undefined) error.stack = error.stack.replaceAll(from, to);
    }
  }
}
