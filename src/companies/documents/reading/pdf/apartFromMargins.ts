import type { Row } from './rowsOf.js';

/** The share of the height of the text within which its margins are. */
const MARGIN = 0.12;
/** How many sizes of the font high the gap beside a margin is at least. */
const GAP = 1.5;
/** How many fragments a margin has at most. */
const MOST = 8;

/**
 * Divides the fragments of a page, sorted from the top, into what stands in its upper margin, its body and what stands in its
 * lower margin. Running headers and footers would else become parts of columns.
 */
export function apartFromMargins(fragments: readonly Row[]): (readonly Row[])[] {
  const top = fragments[0]?.y ?? 0;
  const bottom = fragments.at(-1)?.y ?? 0;
  const margin = MARGIN * (bottom - top);
  const gaps = fragments.flatMap(({ y, size }, index) => {
    const above = fragments[index - 1];
    return above && y - above.y >= GAP * Math.max(size, above.size) ? [index] : [];
  });
  const upper =
    gaps.findLast((index) => index <= MOST && (fragments[index - 1]?.y ?? 0) - top <= margin) ?? 0;
  const lower =
    gaps.find(
      (index) =>
        index >= fragments.length - MOST && index > upper && bottom - (fragments[index]?.y ?? 0) <= margin,
    ) ?? fragments.length;
  return [fragments.slice(0, upper), fragments.slice(upper, lower), fragments.slice(lower)];
}
