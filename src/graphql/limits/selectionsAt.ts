import { Kind, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

/** Looks a fragment up by its name. A document that is not validated yet may spread fragments that it does not have. */
export type FragmentOf = (name: string) => FragmentDefinitionNode | null | undefined;

/**
 * Yields the selections at one place of a document: those of its selection sets and of all fragments in them. A
 * fragment that is spread several times is yielded once, as it is executed once. Selections within fields are not
 * yielded, as they are at places of their own.
 */
export function* selectionsAt(
  place: readonly SelectionSetNode[],
  fragmentOf: FragmentOf,
): Generator<SelectionNode> {
  const spread = new Set<string>();
  const sets = [...place];
  for (const { selections } of sets) {
    for (const selection of selections) {
      yield selection;
      if (selection.kind === Kind.INLINE_FRAGMENT) sets.push(selection.selectionSet);
      if (selection.kind !== Kind.FRAGMENT_SPREAD || spread.has(selection.name.value)) continue;
      spread.add(selection.name.value);
      const fragment = fragmentOf(selection.name.value);
      if (fragment) sets.push(fragment.selectionSet);
    }
  }
}
