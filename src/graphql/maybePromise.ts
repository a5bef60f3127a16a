/**
 * A value, or a promise of it. The executor waits for promises only, so that a resolver that knows its value is
 * faster.
 */
export type MaybePromise<Value> = Value | Promise<Value>;

/** Returns what `use` makes of a value, at once where the value is no promise. */
export function whenKnown<Value, Result>(
  value: MaybePromise<Value>,
  use: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(use) : use(value);
}
