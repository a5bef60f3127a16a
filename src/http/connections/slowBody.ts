/** The error of a body that pauses for too long or arrives too slowly. Fastify answers with its status. */
export class SlowBody extends Error {
  readonly statusCode = 408;

  constructor(bodyTimeoutMs: number, minBytesPerSecond: number) {
    super(
      `Expected the whole body within ${bodyTimeoutMs / 1000} s, or ${minBytesPerSecond} bytes of it in each ` +
        'second without such a pause, got less: send it faster, or less in one request.',
    );
  }
}
