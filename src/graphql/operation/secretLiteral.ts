import {
  Kind,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  type ObjectFieldNode,
  type ValueNode,
} from 'graphql';
import { codedError } from '../codedError.js';
import { SECRET, secretFields, type SecretPlace } from '../secretFields.js';

/** What is told of a value that is or leads to a secret: a variable, or a secret that is written out. */
interface Listener {
  readonly onVariable: (name: string, place: SecretPlace, path: readonly string[]) => void;
  readonly onSecret: (path: readonly string[]) => void;
}

/**
 * Returns the refusal of a document that writes a secret out in place of a variable; null for all others. A secret in a
 * document would be kept with it, and logged on the way.
 *
 * Every part of the document counts, executed or not. Fields are known by their names, whatever type they are selected
 * on, and an argument or a field of an input that does not exist counts as secret: in a document that has to be fixed, it
 * may stand for one. So this can be asked of a document that is not valid.
 */
export function secretLiteral(schema: GraphQLSchema, document: DocumentNode): GraphQLError | null {
  const fields = secretFields(schema);
  if (fields.size === 0) return null;
  let coordinate: string | null = null;
  const uses = new Map<string, ((defaultValue: ValueNode) => void)[]>();
  visit(document, {
    Field({ name, arguments: args = [] }) {
      const field = fields.get(name.value);
      if (field === undefined) return;
      const onSecret = (path: readonly string[]): void => {
        coordinate ??= `${field.coordinate}(${path.join('.')}:)`;
      };
      searchNames(args, field.place, [], {
        onSecret,
        onVariable: (variable, place, path) => {
          const checks = uses.get(variable) ?? [];
          checks.push((value) => searchValue(value, place, path, { onSecret, onVariable: () => undefined }));
          uses.set(variable, checks);
        },
      });
    },
  });
  visit(document, {
    VariableDefinition({ variable, defaultValue }) {
      if (defaultValue === undefined) return;
      for (const check of uses.get(variable.name.value) ?? []) check(defaultValue);
    },
  });
  return coordinate === null ? null : refusalAt(coordinate);
}

function searchNames(
  entries: readonly (ArgumentNode | ObjectFieldNode)[],
  { within, others }: SecretPlace,
  path: readonly string[],
  listener: Listener,
): void {
  for (const { name, value } of entries) {
    const place = within.get(name.value);
    if (place !== undefined) searchValue(value, place, [...path, name.value], listener);
    // What stands there is told by the names of the schema only.
    else if (!others.has(name.value)) searchValue(value, SECRET, path, listener);
  }
}

function searchValue(
  value: ValueNode,
  place: SecretPlace,
  path: readonly string[],
  listener: Listener,
): void {
  switch (value.kind) {
    case Kind.VARIABLE:
      listener.onVariable(value.name.value, place, path);
      return;
    case Kind.LIST:
      for (const item of value.values) searchValue(item, place, path, listener);
      return;
    case Kind.OBJECT:
      searchNames(value.fields, place, path, listener);
      return;
    default:
      listener.onSecret(path);
  }
}

function refusalAt(coordinate: string): GraphQLError {
  return codedError(
    'BAD_USER_INPUT',
    `Expected a variable for a secret at ${coordinate}, got a value in the document, where it would be kept and logged: ` +
      'declare a variable, and send the value in `variables`.',
    { status: 400 },
  );
}
