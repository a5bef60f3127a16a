import { Kind, type GraphQLResolveInfo, type SelectionNode } from 'graphql';

/** Counts by the nodes of a field, which are the same for every stock of a list. */
const known = new WeakMap<readonly object[], number>();

/**
 * Counts how many scores before a score an operation asks for: `previous { previous { value } }` asks for two. Because
 * they are read together, they take one statement.
 */
export function scoresInARow({ fieldNodes, fragments }: GraphQLResolveInfo): number {
  const before = known.get(fieldNodes);
  if (before !== undefined) return before;
  const deepest = (selections: readonly SelectionNode[]): number =>
    Math.max(
      0,
      ...selections.map((selection) => {
        switch (selection.kind) {
          case Kind.FIELD:
            return selection.name.value === 'previous'
              ? 1 + deepest(selection.selectionSet?.selections ?? [])
              : 0;
          case Kind.INLINE_FRAGMENT:
            return deepest(selection.selectionSet.selections);
          case Kind.FRAGMENT_SPREAD:
            return deepest(fragments[selection.name.value].selectionSet.selections);
          default:
            return selection satisfies never;
        }
      }),
    );
  const count = deepest(fieldNodes);
  known.set(fieldNodes, count);
  return count;
}
