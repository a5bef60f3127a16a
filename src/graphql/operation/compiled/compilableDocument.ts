import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../../limits/fragmentsOf.js';
import { isIncluded } from '../../limits/isIncluded.js';
import type { ParsedOperation } from '../parsedOperation.js';
import { PLACE } from './compilableSchema.js';
import type { Place } from './run.js';

/** Fields of the largest operation that is compiled, once for each type that a node may have. It takes some 20 ms. */
const MOST_FIELDS = 400;

export interface CompilableDocument {
  readonly document: DocumentNode;
  /** Its fields with arguments, in the order of their numbers. */
  readonly places: readonly Place[];
}

/**
 * Returns an operation as graphql-jit can compile it without a fault: for one set of conditions, so that no directive is
 * left; with its fields merged, so that no fragment is left but one for each type that a node may have; and with the
 * numbers of places for arguments, so that nothing is left that a client wrote but names.
 *
 * @returns null where the operation is too large, has a condition that is null, or has names that the code of graphql-jit
 *   would confuse
 */
export function compilableDocument(
  schema: GraphQLSchema,
  { document, operation, variables }: ParsedOperation,
): CompilableDocument | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const merger = new Merger(schema, fragmentsOf(document), variables);
  const selectionSet = merger.mergedAll(root, operation.selectionSet);
  if (selectionSet === null) return null;
  const { kind, operation: type } = operation;
  return {
    document: { kind: Kind.DOCUMENT, definitions: [{ kind, operation: type, selectionSet }] },
    places: merger.places,
  };
}

/** A place in an answer, as graphql-jit names it. */
interface Path {
  /** Response keys, the types of objects where they are known in execution only, and the names of indexes of lists. */
  readonly keys: readonly string[];
  /** How many lists it is within. */
  readonly lists: number;
}

function withLists({ keys, lists }: Path, type: GraphQLOutputType): Path {
  const nullable = getNullableType(type);
  if (!isListType(nullable)) return { keys, lists };
  return withLists({ keys: [...keys, `idx${lists}`], lists: lists + 1 }, nullable.ofType);
}

class Merger {
  readonly places: Place[] = [];
  /** Paths by the names that graphql-jit gives them. */
  readonly #paths = new Map<string, string>();
  #left = MOST_FIELDS;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>,
    private readonly variables: ParsedOperation['variables'],
  ) {}

  /** Returns null for what is not to be compiled. */
  mergedAll(root: GraphQLObjectType, selectionSet: SelectionSetNode): SelectionSetNode | null {
    try {
      return this.#merged(root, [selectionSet], { keys: [], lists: 0 });
    } catch (error) {
      if (error instanceof GraphQLError) return null;
      throw error;
    }
  }

  #merged(
    type: GraphQLCompositeType,
    sets: readonly SelectionSetNode[],
    path: Path,
  ): SelectionSetNode | null {
    const selections: SelectionNode[] = [];
    if (isObjectType(type)) {
      for (const [key, nodes] of this.#collected(type, sets)) {
        const field = this.#field(type, key, nodes, { ...path, keys: [...path.keys, key] });
        if (field === null) return null;
        selections.push(field);
      }
    } else {
      if (this.#isConfused(path)) return null;
      for (const possible of this.schema.getPossibleTypes(type)) {
        const selectionSet = this.#merged(possible, sets, { ...path, keys: [...path.keys, possible.name] });
        if (selectionSet === null) return null;
        const typeCondition = {
          kind: Kind.NAMED_TYPE,
          name: { kind: Kind.NAME, value: possible.name },
        } as const;
        // GraphQL has no empty selections; a fragment that is left out stands for none.
        if (selectionSet.selections.length > 0) {
          selections.push({ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet });
        }
      }
    }
    return { kind: Kind.SELECTION_SET, selections };
  }

  #field(type: GraphQLObjectType, key: string, nodes: readonly FieldNode[], path: Path): FieldNode | null {
    const [node] = nodes;
    // An object literal takes this name for its prototype.
    if (--this.#left < 0 || key === '__proto__' || this.#isConfused(path)) return null;
    const field = type.getFields()[node.name.value] as Place['field'] | undefined;
    // Introspection, whose resolvers are those of graphql-js, is too rare for compiling. `__typename` has none.
    if (field === undefined && node.name.value !== '__typename') return null;
    const { kind, name } = node;
    const own = { kind, name, alias: { kind: Kind.NAME, value: key } } as const;
    if (field === undefined) return own;
    const args = field.args.length > 0 ? { arguments: [this.#placeOf(field, node)] } : {};
    const inner = getNamedType(field.type);
    if (!isCompositeType(inner)) return { ...own, ...args };
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const selectionSet = this.#merged(inner, sets, withLists(path, field.type));
    return selectionSet && { ...own, ...args, selectionSet };
  }

  #placeOf(field: Place['field'], node: FieldNode) {
    const value = { kind: Kind.INT, value: String(this.places.length) } as const;
    this.places.push({ field, node });
    return { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: PLACE }, value } as const;
  }

  /** Whether graphql-jit, which joins the keys of a path by `_`, has the same name for another path. */
  #isConfused({ keys }: Path): boolean {
    const name = keys.toReversed().join('_');
    const own = keys.join(' ');
    const other = this.#paths.get(name);
    this.#paths.set(name, own);
    return other !== undefined && other !== own;
  }

  /** Returns the fields of an object by their response keys, as CollectFields does (GraphQL, 6.3.2). */
  #collected(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    const spread = new Set<string>();
    const collect = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (!isIncluded(selection, this.variables)) continue;
        switch (selection.kind) {
          case Kind.FIELD: {
            const key = (selection.alias ?? selection.name).value;
            const others = fields.get(key);
            if (others === undefined) fields.set(key, [selection]);
            else others.push(selection);
            break;
          }
          case Kind.INLINE_FRAGMENT:
            if (this.#applies(selection.typeCondition, type)) collect(selection.selectionSet);
            break;
          case Kind.FRAGMENT_SPREAD: {
            const name = selection.name.value;
            const fragment = this.fragments.get(name);
            if (spread.has(name) || fragment === undefined) break;
            spread.add(name);
            if (this.#applies(fragment.typeCondition, type)) collect(fragment.selectionSet);
            break;
          }
          default:
            selection satisfies never;
        }
      }
    };
    sets.forEach(collect);
    return fields;
  }

  #applies(condition: NamedTypeNode | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined) return true;
    const within = typeFromAST(this.schema, condition);
    return within === type || (isAbstractType(within) && this.schema.isSubType(within, type));
  }
}
