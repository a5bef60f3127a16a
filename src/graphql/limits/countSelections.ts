import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from './fragmentsOf.js';

/**
 * Counts the selections of the operations of a document, those of a fragment as often as it is spread. It takes each
 * fragment once, so that counting is cheap where walking would not be.
 *
 * @returns selections by operation, at most Number.MAX_SAFE_INTEGER
 */
export function countSelections(document: DocumentNode): ReadonlyMap<OperationDefinitionNode, number> {
  const fragments = fragmentsOf(document);
  const known = new Map<string, number>();
  const inFragment = (name: string): number => {
    let count = known.get(name);
    if (count !== undefined) return count;
    // Another rule refuses a fragment within itself. Here counting only has to end.
    known.set(name, 0);
    count = inSet(fragments.get(name)?.selectionSet);
    known.set(name, count);
    return count;
  };
  const inSet = (set: SelectionSetNode | undefined): number => {
    let count = 0;
    for (const selection of set?.selections ?? []) {
      const within: number =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? inFragment(selection.name.value)
          : inSet(selection.selectionSet);
      count = Math.min(count + 1 + within, Number.MAX_SAFE_INTEGER);
    }
    return count;
  };
  const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  return new Map(operations.map((operation) => [operation, inSet(operation.selectionSet)]));
}
