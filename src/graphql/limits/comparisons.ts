import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * How many pairs of fields graphql-js compares at most to find out whether fields of one name can be merged: where a
 * field is asked for n times in one place it compares n² of them, and those within. A document of five thousand tokens
 * can take it seconds. Stops counting above `most`.
 */
export function comparisons(document: DocumentNode, most: number): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const places: (readonly SelectionSetNode[])[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if ('selectionSet' in definition) places.push([definition.selectionSet]);
  }
  let count = fragments.size ** 2;
  for (let place = places.pop(); place !== undefined && count <= most; place = places.pop()) {
    const named = new Map<string, { times: number; weight: number; within: SelectionSetNode[] }>();
    const spread = new Set<string>();
    const sets = [...place];
    for (const { selections } of sets) {
      count += selections.length;
      if (count > most) return count;
      for (const selection of selections) {
        switch (selection.kind) {
          case Kind.FIELD: {
            const name = (selection.alias ?? selection.name).value;
            let field = named.get(name);
            if (field === undefined) named.set(name, (field = { times: 0, weight: 0, within: [] }));
            field.times++;
            field.weight = Math.max(field.weight, weightOf(selection));
            if (selection.selectionSet) field.within.push(selection.selectionSet);
            break;
          }
          case Kind.INLINE_FRAGMENT:
            sets.push(selection.selectionSet);
            break;
          case Kind.FRAGMENT_SPREAD: {
            const { value: name } = selection.name;
            const fragment = spread.has(name) ? undefined : fragments.get(name);
            spread.add(name);
            if (fragment) sets.push(fragment.selectionSet);
            break;
          }
          default:
            selection satisfies never;
        }
      }
    }
    for (const { times, weight, within } of named.values()) {
      count += times * (times - 1) * weight;
      if (within.length > 0) places.push(within);
    }
  }
  return count;
}

/** Arguments are written out for each comparison: a pair counts as one more for every twenty characters of them. */
function weightOf({ arguments: given = [] }: FieldNode): number {
  const characters = given.reduce((sum, { loc }) => sum + (loc ? loc.end - loc.start : 0), 0);
  return 1 + Math.floor(characters / 20);
}
