import { Kind, parse } from 'graphql';

/** A document in Markdown. */
export interface Document {
  /** Where it is from the folder of the reference, such as "../live.md". */
  readonly path: string;
  readonly text: string;
}

const BLOCK = /^```graphql\n([\s\S]*?)^```$/gm;

/**
 * Finds the operations that documents show.
 *
 * @returns links to the sections that show them, by the names of the fields at the roots of the operations
 */
export function examplesIn(documents: readonly Document[]): Map<string, string[]> {
  const links = new Map<string, string[]>();
  for (const { path, text } of documents) {
    for (const { 1: block, index } of text.matchAll(BLOCK)) {
      const heading = [...text.slice(0, index).matchAll(/^#+ (.+)$/gm)].at(-1)?.[1] ?? path;
      const link = `[${heading}](${path}#${slugOf(heading)})`;
      for (const name of rootFields(block)) {
        const known = links.get(name) ?? [];
        if (!known.includes(link)) links.set(name, [...known, link]);
      }
    }
  }
  return links;
}

/** Returns the names of the fields at the roots of a document's operations; none for a schema. */
function rootFields(text: string): string[] {
  return parse(text).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []))
      : [],
  );
}

/** Returns the anchor that GitHub gives a heading. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
