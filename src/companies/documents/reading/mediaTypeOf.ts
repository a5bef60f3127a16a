import type { MediaType } from '../names.js';

/** Returns the media type of a file by its first 4,096 bytes; for any other file, what it is, such as "a ZIP archive". */
export function mediaTypeOf(_head: Buffer): MediaType | string {
  throw new Error('Not written yet.');
}
