/** What the list shows of an example. */
export interface Heading {
  readonly title: string;
  readonly description: string;
  /** Of its operation. */
  readonly name: string;
}

/**
 * The heading of an example: its first two lines, each a comment, and the name that follows.
 *
 * @throws TypeError where it begins otherwise
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
