export const EMPTY = Buffer.alloc(0);

/**
 * Where all connections read to, one after the other: a buffer of its own for each read of each of ten thousand
 * would keep the garbage collector busier than anything else.
 */
export const SHARED = Buffer.allocUnsafeSlow(256 * 1024);

/** What was left of the last read, and the next one. */
export const joined = (rest: Buffer, chunk: Buffer): Buffer =>
  rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
