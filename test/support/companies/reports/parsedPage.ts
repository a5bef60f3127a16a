import { Parser } from 'htmlparser2';

/** A page as a browser understands it. */
export interface ParsedPage {
  /** Its elements in order, without those of drawings, each with the names of its attributes. */
  readonly elements: readonly string[];
  /** All values of an attribute. */
  valuesOf(attribute: string): readonly string[];
  /** The values of numbers, answers and dates within the element with an id. */
  exactIn(id: string): readonly string[];
  readonly text: string;
  /** What was not closed, or closed twice. */
  readonly faults: readonly string[];
}

const VOID = new Set(['meta', 'br', '!doctype']);

export function parsedPage(page: string): ParsedPage {
  const elements: string[] = [];
  const attributes: [name: string, value: string][] = [];
  const exact = new Map<string, string[]>();
  const faults: string[] = [];
  const ids: (string | undefined)[] = [];
  let drawings = 0;
  let text = '';
  const parser = new Parser({
    onopentag(name, given) {
      if (drawings === 0) elements.push(`${name} ${Object.keys(given).sort().join(' ')}`);
      if (name === 'svg') drawings++;
      attributes.push(...Object.entries(given));
      ids.push(given['id']);
      const value = given['value'] ?? given['datetime'];
      if (value === undefined) return;
      for (const id of ids) if (id !== undefined) exact.set(id, [...(exact.get(id) ?? []), value]);
    },
    onclosetag(name, isImplied) {
      if (name === 'svg') drawings--;
      if (isImplied && !VOID.has(name) && drawings === 0) faults.push(name);
      ids.pop();
    },
    ontext: (piece) => (text += piece),
  });
  parser.end(page);
  return {
    ...{ elements, text, faults },
    valuesOf: (attribute) => attributes.flatMap(([name, value]) => (name === attribute ? [value] : [])),
    exactIn: (id) => exact.get(id) ?? [],
  };
}
