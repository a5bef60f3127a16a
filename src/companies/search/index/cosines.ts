/** About how long vectors are compared before other work has its turn, in milliseconds: 2,000 take 1 to 2 ms. */
const AT_ONCE = 2_000;

/**
 * Calls `onCosine` with the cosine of a vector with each of others, which all have length 1: at least 0, and at most 1.
 * The process does other work meanwhile.
 *
 * @param vectors one after the other
 */
export async function cosines(
  vector: Float32Array,
  vectors: Float32Array,
  onCosine: (place: number, cosine: number) => void,
): Promise<void> {
  const size = vector.length;
  for (let place = 0, start = 0; start < vectors.length; place++, start += size) {
    if (place > 0 && place % AT_ONCE === 0) await new Promise(setImmediate);
    let cosine = 0;
    for (let at = 0; at < size; at++) cosine += vector[at] * vectors[start + at];
    onCosine(place, Math.min(1, Math.max(0, cosine)));
  }
}
