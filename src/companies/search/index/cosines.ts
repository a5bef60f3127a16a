/** After how many comparisons other work has its turn: 2,000 take 1 to 2 ms. */
const AT_ONCE = 2_000;

/**
 * Calls `onCosine` with the cosine of a vector with each of others, which all have length 1: at least 0, and at most 1.
 * The process does other work meanwhile.
 *
 * @param vectors one after the other
 * @param compared how many were compared since other work last had its turn
 * @returns how many were then
 */
export async function cosines(
  vector: Float32Array,
  vectors: Float32Array,
  compared: number,
  onCosine: (place: number, cosine: number) => void,
): Promise<number> {
  const size = vector.length;
  for (let place = 0, start = 0; start < vectors.length; place++, start += size) {
    if (++compared > AT_ONCE) {
      await new Promise(setImmediate);
      compared = 0;
    }
    onCosine(place, Math.min(1, Math.max(0, dot(vector, vectors, start))));
  }
  return compared;
}

/** Returns the dot product of a vector with the one that starts at a place. Four sums at a time take half as long. */
function dot(vector: Float32Array, vectors: Float32Array, start: number): number {
  const size = vector.length;
  let [one, two, three, four] = [0, 0, 0, 0];
  let at = 0;
  for (; at + 3 < size; at += 4) {
    one += vector[at] * vectors[start + at];
    two += vector[at + 1] * vectors[start + at + 1];
    three += vector[at + 2] * vectors[start + at + 2];
    four += vector[at + 3] * vectors[start + at + 3];
  }
  for (; at < size; at++) one += vector[at] * vectors[start + at];
  return one + two + three + four;
}
