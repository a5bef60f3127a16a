/** In UTF-16 code units. Longer messages are those of graphql-js that quote a long value. */
const LONGEST = 1_000;
/** What is left of the end, which says what is wrong with the value. */
const END = 300;

/** Cuts a message in its middle, so that what a client sent is not sent back with each of its errors. */
export function shortMessage(message: string): string {
  if (message.length <= LONGEST) return message;
  return `${message.slice(0, LONGEST - END)} … ${message.slice(-END)}`;
}
