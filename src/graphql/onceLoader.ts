/**
 * Makes a loader of one thing, which an operation reads once.
 *
 * @example
 * const { sessions } = await context.loaders.get(calendarLoader)();
 */
export function onceLoader<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let known: Promise<Value> | undefined;
  return () => (known ??= read());
}
