import { FeedFailure } from './feedFailure.js';

/**
 * Reads chunks until the end.
 *
 * @param most bytes; the chunk that goes beyond them is the last one that is read
 * @throws FeedFailure for more bytes
 */
export async function boundedBody(chunks: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > most) throw tooLong(most);
    read.push(chunk);
  }
  return Buffer.concat(read, length);
}

/** The failure of a file that is longer than `max_bytes` of its feed. */
export const tooLong = (most: number): FeedFailure =>
  new FeedFailure(
    `Expected a file of at most ${most} bytes, got more: raise max_bytes of the feed if it is right.`,
  );
