/**
 * Whether lists and objects of an input are nested deeper than so many levels. It goes from level to level instead of
 * calling itself, because what a client sends may be nested deeper than the call stack has room for.
 */
export function isDeeperThan(most: number, input: unknown): boolean {
  let level: readonly unknown[] = [input];
  for (let depth = 0; level.length > 0; depth++) {
    const nested = level.filter((value) => typeof value === 'object' && value !== null) as readonly object[];
    if (nested.length > 0 && depth === most) return true;
    level = nested.flatMap((value) => Object.values(value) as unknown[]);
  }
  return false;
}
