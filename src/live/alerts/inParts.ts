/** How many rows one statement stores, so that memory stays bounded however many there are. */
const MOST = 10_000;

/** Yields a list in parts, in its order. */
export function* inParts<Item>(list: readonly Item[]): Generator<readonly Item[]> {
  for (let at = 0; at < list.length; at += MOST) yield list.slice(at, at + MOST);
}
