import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { z } from 'zod';
import { fileFault } from '../fileFault.js';
import { GRAPHQL_RULES } from '../graphql/operation/graphqlRules.js';
import { namesSecretField } from '../graphql/operation/namesSecretField.js';
import { secretLiteral } from '../graphql/operation/secretLiteral.js';
import { severalGuesses } from '../graphql/operation/severalGuesses.js';
import { withoutValues } from '../graphql/operation/withoutValues.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

const FORMS =
  'JSON as {"<sha256>": "<document>", …} or as the manifest of Apollo, ' +
  '{"format": "apollo-persisted-query-manifest", "version": 1, "operations": [{"id", "name", "type", "body"}, …]}';

const table = z.record(z.string(), z.string());
const manifest = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), name: z.string(), type: z.string(), body: z.string() })),
});

/**
 * Reads the operations that clients may send by their hash alone, from a file that relay-compiler, graphql-codegen or
 * Apollo's generate-persisted-query-manifest wrote.
 *
 * @returns documents by their SHA-256 in lower-case hexadecimal digits
 * @throws UserError where the file cannot be read or has another form, a hash is not that of its document, or a
 *   document is not valid against the schema
 */
export function readPersistedOperations(path: string, schema: GraphQLSchema): ReadonlyMap<string, string> {
  const operations = entriesOf(path, readJson(path));
  for (const [id, document] of operations) {
    requireHash(path, id, document);
    requireValid(path, id, document, schema);
  }
  return new Map(operations);
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `Expected a file of persisted operations at ${path}, but it cannot be read: ${fileFault(error)}; ` +
        `fix the path, or write there ${FORMS}.`,
    );
  }
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UserError(
      `Expected persisted operations in ${path}, ${FORMS}, but it is not JSON: generate the file again.`,
    );
  }
}

function entriesOf(path: string, json: unknown): (readonly [id: string, document: string])[] {
  const isManifest = typeof json === 'object' && json !== null && 'format' in json;
  const parsed = isManifest ? manifest.safeParse(json) : table.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') || 'the file';
    throw new UserError(
      `Expected persisted operations in ${path}, ${FORMS}, but ${where} is wrong (${issue?.message}): ` +
        'generate the file again.',
    );
  }
  if (!isManifest) return Object.entries(parsed.data as z.infer<typeof table>);
  return (parsed.data as z.infer<typeof manifest>).operations.map(({ id, body }) => [id, body]);
}

function requireHash(path: string, id: string, document: string): void {
  const hash = createHash('sha256').update(document).digest('hex');
  if (id === hash) return;
  throw new UserError(
    `Expected each operation in ${path} under the SHA-256 of its document in lower-case hex, but ` +
      `"${shown(id)}" stands where ${hash} belongs: have the tool that writes the file use ` +
      'sha256, and generate the file again.',
  );
}

function requireValid(path: string, id: string, document: string, schema: GraphQLSchema): void {
  const isSecret = namesSecretField(schema, document);
  const problemIn = (error: GraphQLError) => problemOf(isSecret ? withoutValues(error) : error);
  let parsed: DocumentNode;
  try {
    parsed = parse(document);
  } catch (error) {
    throw new UserError(
      `Expected the operation ${id} in ${path} to be a document of GraphQL, but it cannot be parsed: ` +
        `${problemIn(error as GraphQLError)} Fix it, and generate the file again.`,
    );
  }
  const secret = secretLiteral(schema, parsed) ?? severalGuesses(schema, parsed);
  if (secret !== null) {
    throw new UserError(
      `Expected the operation ${namesIn(parsed)} (${id}) in ${path} to be one that is executed, but it is not: ` +
        `${secret.message} Fix it, and generate the file again.`,
    );
  }
  const [error] = validate(schema, parsed, GRAPHQL_RULES, { maxErrors: 1 });
  if (error === undefined) return;
  throw new UserError(
    `Expected the operation ${id} in ${path} to be valid against the schema of this server, but it is not: ` +
      `${problemIn(error)} Fix it, and generate the file again.`,
  );
}

function namesIn({ definitions }: DocumentNode): string {
  return definitions
    .flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? []) : [],
    )
    .join(', ');
}

function problemOf({ locations, message: text }: GraphQLError): string {
  const message = text.replace(/\.$/, '');
  const at = locations?.[0];
  return at === undefined ? `${message}.` : `${message} (line ${at.line}, column ${at.column}).`;
}
