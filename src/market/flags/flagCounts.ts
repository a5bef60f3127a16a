import { countBy, FLAG_KINDS, type Flag, type FlagKind } from '../imports/refusal.js';

/** How many facts have a flag. */
export interface FlagCount {
  readonly kind: FlagKind;
  readonly count: number;
}

/** Counts flags by kind, in the order of FLAG_KINDS. Kinds that do not occur are left out. */
export function flagCounts(flags: readonly Pick<Flag, 'kind'>[]): FlagCount[] {
  const counts = countBy(flags, FLAG_KINDS, ({ kind }) => kind);
  return FLAG_KINDS.flatMap((kind) => {
    const count = counts[kind];
    return count === undefined ? [] : [{ kind, count }];
  });
}
