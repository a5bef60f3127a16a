import { Kind, type DocumentNode, type FieldNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragmentsOf.js';
import { selectionsAt } from './selectionsAt.js';

/** Fields of one response name at one place of a document. */
interface Namesakes {
  times: number;
  weight: number;
  readonly within: SelectionSetNode[];
}

/**
 * Counts the pairs of fields that graphql-js compares at most to find out whether fields of one response name can be
 * merged. Where a field is selected n times at one place, it compares n² pairs and those within them, so that a
 * document of five thousand tokens can take it seconds. Counting stops above `most`.
 */
export function comparisons(document: DocumentNode, most: number): number {
  const fragments = fragmentsOf(document);
  const places: (readonly SelectionSetNode[])[] = document.definitions.flatMap((definition) =>
    'selectionSet' in definition ? [[definition.selectionSet]] : [],
  );
  let count = fragments.size ** 2;
  for (let place = places.pop(); place !== undefined && count <= most; place = places.pop()) {
    const byName = new Map<string, Namesakes>();
    for (const selection of selectionsAt(place, (name) => fragments.get(name))) {
      if (++count > most) return count;
      if (selection.kind === Kind.FIELD) addTo(byName, selection);
    }
    for (const { times, weight, within } of byName.values()) {
      count += times * (times - 1) * weight;
      if (within.length > 0) places.push(within);
    }
  }
  return count;
}

function addTo(byName: Map<string, Namesakes>, field: FieldNode): void {
  const name = (field.alias ?? field.name).value;
  let namesakes = byName.get(name);
  if (namesakes === undefined) byName.set(name, (namesakes = { times: 0, weight: 0, within: [] }));
  namesakes.times++;
  namesakes.weight = Math.max(namesakes.weight, weightOf(field));
  if (field.selectionSet) namesakes.within.push(field.selectionSet);
}

/** Arguments are printed for each comparison. Twenty characters of them weigh as much as another pair. */
function weightOf({ arguments: given = [] }: FieldNode): number {
  const characters = given.reduce((sum, { loc }) => sum + (loc ? loc.end - loc.start : 0), 0);
  return 1 + Math.floor(characters / 20);
}
