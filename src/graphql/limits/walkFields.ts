import {
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  isCompositeType,
  isObjectType,
  isAbstractType,
  isUnionType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  visit as visitNodes,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { UserError } from '../../userError.js';
import type { FieldVisit } from './fieldVisit.js';
import { fragmentsOf } from './fragmentsOf.js';
import { isIncluded } from './isIncluded.js';
import { sizeOf } from './sizeOf.js';
import { valuesIn } from './valuesIn.js';

/** Fields and fragments, each counted as often as it is spread. Documents that people write have some hundreds. */
export const MOST_SELECTIONS = 20_000;

/** An argument of so many values takes as little time to read as a number. */
const FEW_VALUES = 10;

type Values = Readonly<Record<string, unknown>>;

/** A selection that is still to be walked, with the type that it is on and the field that it is within. */
interface Waiting {
  readonly selection: SelectionNode;
  readonly type: GraphQLCompositeType;
  readonly parent: FieldVisit | null;
}

/** A field of the schema whose arguments are refused. */
type RefusedField = Pick<FieldVisit, 'coordinate' | 'field' | 'parentType'>;

export interface WalkOptions {
  /** The most selections, with those of fragments as often as they are spread; MOST_SELECTIONS by default. */
  readonly most?: number;
  /**
   * Called with the name of each variable whose value the walk depends on: those of directives, and those of arguments
   * that `visit` reads.
   */
  readonly onVariable?: (name: string) => void;
  /**
   * Called with what is wrong with each selection whose arguments or directives are refused, how often it is refused
   * (once for each object that has it), and the field whose arguments these are; null for directives.
   */
  readonly onRefused?: (error: GraphQLError, times: number, field: RefusedField | null) => void;
  /** The variables as they were coerced before; where they are left out, the walk coerces them. */
  readonly coerced?: Values;
  /** Called for each field of introspection, `__typename` included. Without it, the walk leaves these out. */
  readonly onIntrospection?: (visit: FieldVisit) => void;
}

/**
 * Visits every field that executing a validated operation may execute, each before the fields within it, in the order
 * of the document. The walk leaves out what @skip and @include leave out, fragments on types that the
 * object cannot be of, and fields whose arguments are refused, because no resolver sees these. Where the type is not
 * known before execution (Node), the fragments on all its types are walked.
 *
 * The executor merges two selections of one response key and two spreads of one fragment; here both count.
 *
 * This is not `selectionsAt`, which has neither types nor variables and takes each fragment once, nor `LongestPaths`,
 * which takes each fragment once for its longest path: what an operation costs is a sum over all its fields.
 *
 * @returns false where the executor refuses the operation or its variables, so that nothing was visited
 * @throws UserError where the operation has too many selections
 */
export function walkFields(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Values | null | undefined,
  visit: (visit: FieldVisit) => void,
  { most = MOST_SELECTIONS, onVariable, onRefused, onIntrospection, coerced: given }: WalkOptions = {},
): boolean {
  const operation = getOperationAST(document, operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return false;
  const { variableDefinitions = [], selectionSet } = operation;
  const coerced =
    given ?? getVariableValues(schema, variableDefinitions, variables ?? {}, { maxErrors: 1 }).coerced;
  if (coerced === undefined) return false;
  const fragments = fragmentsOf(document);
  const onRead = onVariable && ((node: ASTNode) => reportVariables(node, onVariable));

  // A stack instead of recursion, as a chain of fragments may be longer than the call stack.
  const stack: Waiting[] = [];
  let count = 0;
  const wait = (
    { selections }: SelectionSetNode,
    type: GraphQLCompositeType | null,
    parent: FieldVisit | null,
  ): void => {
    if (type === null) return;
    count += selections.length;
    if (count > most) {
      throw new UserError(
        `Expected an operation of at most ${most} selections, fragments counted as often as they are spread, ` +
          'got more: ask for less at once.',
      );
    }
    for (let k = selections.length - 1; k >= 0; k--) stack.push({ selection: selections[k], type, parent });
  };

  wait(selectionSet, root, null);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { selection, type, parent } = next;
    for (const directive of selection.directives ?? []) onRead?.(directive);
    const refuse: Refuse | undefined =
      onRefused && ((error, field = null) => onRefused(error, timesWithin(parent), field));
    if (isLeftOut(selection, coerced, refuse)) continue;
    switch (selection.kind) {
      case Kind.FIELD: {
        const visited = visitOf(schema, selection, type, parent, coerced, { onRead, refuse });
        if (visited === null) break;
        if (!isIntrospection(visited)) visit(visited);
        else if (onIntrospection === undefined) break;
        else onIntrospection(visited);
        const inner = getNamedType(visited.field.type);
        if (selection.selectionSet && isCompositeType(inner)) wait(selection.selectionSet, inner, visited);
        break;
      }
      case Kind.INLINE_FRAGMENT:
        wait(selection.selectionSet, narrowed(schema, type, selection.typeCondition), parent);
        break;
      case Kind.FRAGMENT_SPREAD: {
        const fragment = fragments.get(selection.name.value);
        if (fragment) wait(fragment.selectionSet, narrowed(schema, type, fragment.typeCondition), parent);
        break;
      }
      default:
        selection satisfies never;
    }
  }
  return true;
}

const isIntrospection = ({ field, parentType }: RefusedField): boolean =>
  field.name.startsWith('__') || parentType.name.startsWith('__');

interface Listeners {
  readonly onRead: ((node: ASTNode) => void) | undefined;
  readonly refuse: Refuse | undefined;
}

type Refuse = (error: GraphQLError, field?: RefusedField | null) => void;

/** Returns how many objects a field returns, each of which has the fields within it. */
const timesWithin = (parent: FieldVisit | null): number =>
  parent === null ? 1 : Math.min(parent.multiplicity * sizeOf(parent), Number.MAX_SAFE_INTEGER);

function reportVariables(node: ASTNode, onVariable: (name: string) => void): void {
  visitNodes(node, { Variable: ({ name }) => onVariable(name.value) });
}

/** Returns null for a field whose arguments are refused. */
function visitOf(
  schema: GraphQLSchema,
  node: FieldNode,
  type: GraphQLCompositeType,
  parent: FieldVisit | null,
  variables: Values,
  { onRead, refuse }: Listeners,
): FieldVisit | null {
  const field = fieldOf(schema, type, node.name.value);
  if (field === undefined) return null;
  const place = { parentType: type, field, coordinate: `${type.name}.${field.name}` };
  const args = argumentsOf(place, node, variables, refuse);
  if (args === null) return null;
  return {
    ...place,
    key: (node.alias ?? node.name).value,
    args: onRead === undefined ? args : watched(args, node, onRead),
    inputs: inputsOf(args, node, onRead),
    multiplicity: timesWithin(parent),
    parent,
  };
}

/** Returns a field of a type, or of introspection; undefined for one that the type does not have. */
function fieldOf(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (isUnionType(type)) return undefined;
  const isQuery = type === schema.getQueryType();
  if (isQuery && name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (isQuery && name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return type.getFields()[name];
}

function argumentsOf(
  place: RefusedField,
  node: FieldNode,
  variables: Values,
  refuse: Refuse | undefined,
): Values | null {
  try {
    return getArgumentValues(place.field, node, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    refuse?.(error, isIntrospection(place) ? null : place);
    return null;
  }
}

/** Counts the values of long arguments, which the plan depends on then. Short ones take no time to speak of. */
function inputsOf(
  args: Values,
  { arguments: nodes = [] }: FieldNode,
  onRead: ((node: ASTNode) => void) | undefined,
): number {
  let inputs = 0;
  for (const node of nodes) {
    const values = Object.hasOwn(args, node.name.value) ? valuesIn(args[node.name.value]) : 0;
    if (values <= FEW_VALUES) continue;
    onRead?.(node);
    inputs += values;
  }
  return inputs;
}

/** Returns the same arguments, which report their nodes when they are read. */
function watched(
  args: Values,
  { arguments: nodes = [] }: FieldNode,
  onRead: (node: ASTNode) => void,
): Values {
  const result = { ...args };
  for (const node of nodes) {
    const name = node.name.value;
    if (!Object.hasOwn(args, name)) continue;
    Object.defineProperty(result, name, {
      enumerable: true,
      get: () => {
        onRead(node);
        return args[name];
      },
    });
  }
  return result;
}

/** Returns the type that objects of `type` have within a fragment; null where none of them can have its type. */
function narrowed(
  schema: GraphQLSchema,
  type: GraphQLCompositeType,
  condition: NamedTypeNode | undefined,
): GraphQLCompositeType | null {
  if (condition === undefined) return type;
  const within = schema.getType(condition.name.value);
  if (!isCompositeType(within)) return null;
  if (!isObjectType(type) || type === within) return within;
  return isAbstractType(within) && schema.isSubType(within, type) ? type : null;
}

/** Whether directives leave a selection out. One whose condition is refused is walked: the executor has its error. */
function isLeftOut(selection: SelectionNode, variables: Values, refuse?: Refuse): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return false;
  try {
    return !isIncluded(selection, variables);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    refuse?.(error);
    return false;
  }
}
