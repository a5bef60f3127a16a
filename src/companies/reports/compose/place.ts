/** A value in an answer, and the object that has it as a field. */
export interface Place {
  readonly value: unknown;
  /** Null: it is the answer itself. */
  readonly up: Place | null;
}

/** Returns the place of an answer. */
export const placeOf = (answer: unknown): Place => ({ value: answer, up: null });

/**
 * Returns what lies at a path of a template: one place, or one for each element of the lists on the way. Where an object on
 * the way is null, its place is returned, whose value is null.
 *
 * @throws Error where the answer has no such field
 */
export function placesAt(from: Place, path: string): readonly Place[] {
  let start = from;
  let rest = path;
  for (; rest.startsWith('../'); rest = rest.slice(3)) {
    if (start.up === null) throw new Error(`Expected ${path} to stay within the answer, got above it.`);
    start = start.up;
  }
  if (rest === '.') return [start];
  let places: readonly Place[] = [start];
  for (const name of rest.split('.')) places = places.flatMap((place) => step(place, name));
  return places;
}

/** Returns the values at a path. Null: not known. */
export const valuesAt = (from: Place, path: string): readonly unknown[] =>
  placesAt(from, path).map(({ value }) => value);

function step(place: Place, name: string): readonly Place[] {
  const { value } = place;
  if (value === null) return [place];
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) {
    throw new Error(`Expected an answer to have the field ${name}, got none: the template asks for another.`);
  }
  return elementsOf((value as Readonly<Record<string, unknown>>)[name]).map((element) => ({
    value: element,
    up: place,
  }));
}

const elementsOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.flatMap(elementsOf) : [value ?? null];
