/** A document cannot be read. The message is the reason that is stored and shown: what was expected, what we got, what to do. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}
