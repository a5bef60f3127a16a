import type { GraphQLFormattedError } from 'graphql';

/** The JSON of data that was written already. */
const known = new WeakMap<object, string>();

/** Writes the data of a result as JSON, once: `resultText` takes the text from here. */
export function dataText(data: object): string {
  let text = known.get(data);
  if (text === undefined) known.set(data, (text = JSON.stringify(data)));
  return text;
}

/** A result as clients see it. */
interface ShownResult {
  readonly errors?: readonly GraphQLFormattedError[] | undefined;
  readonly data?: object | null | undefined;
  readonly extensions?: object | undefined;
}

/** Returns the JSON of a result, with its errors first. */
export function resultText(result: ShownResult): string {
  const { data, errors, extensions } = result;
  const written = data ? known.get(data) : undefined;
  if (written === undefined) return JSON.stringify(result);
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${written}${after}}`;
}
