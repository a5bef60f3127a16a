/** What most resolvers know at once, and some wait for: executing waits only where there is a promise. */
export type MaybePromise<Value> = Value | Promise<Value>;

export function whenKnown<Value, Result>(
  value: MaybePromise<Value>,
  use: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}
