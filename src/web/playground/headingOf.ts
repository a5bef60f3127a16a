/** The part of an example that the list shows. */
export interface Heading {
  readonly title: string;
  readonly description: string;
  /** The name of its operation. */
  readonly name: string;
}

/**
 * Returns the heading of an example: its first two lines, which are comments, and the name that follows.
 *
 * @throws TypeError if it starts in another way
 */
export function headingOf(example: string): Heading {
  const [, title, description, name] =
    /^# (.+)\n# (.+)\n(?:query|mutation|subscription) (\w+)/.exec(example) ?? [];
  if (title === undefined || description === undefined || name === undefined) {
    throw new TypeError(
      `Expected an example that begins with two lines of comment, then an operation with a name; got ${example.slice(0, 80)}`,
    );
  }
  return { title, description, name };
}
