/** A page cannot be executed yet, because its caller has reached a limit. It is executed again after some time. */
export class RetryLater extends Error {
  constructor(readonly ms: number) {
    super(`try again in ${ms} ms`);
  }
}
