import { Kind, type GraphQLResolveInfo, type SelectionNode } from 'graphql';

/** Names of fields that selections have, by the nodes of a field, which are the same for every object of a list. */
const known = new WeakMap<readonly object[], ReadonlySet<string>>();

/** Whether an operation selects one of some fields within the field that is resolved, at any depth. */
export function asksFor({ fieldNodes, fragments }: GraphQLResolveInfo, names: readonly string[]): boolean {
  let selected = known.get(fieldNodes);
  if (selected === undefined) {
    const found = new Set<string>();
    const spread = new Set<string>();
    const visit = (selections: readonly SelectionNode[]): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const { value: name } = selection.name;
          if (!spread.has(name)) visit(fragments[name].selectionSet.selections);
          spread.add(name);
        } else {
          if (selection.kind === Kind.FIELD) found.add(selection.name.value);
          visit(selection.selectionSet?.selections ?? []);
        }
      }
    };
    for (const { selectionSet } of fieldNodes) visit(selectionSet?.selections ?? []);
    known.set(fieldNodes, (selected = found));
  }
  return names.some((name) => selected.has(name));
}
