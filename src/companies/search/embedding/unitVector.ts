/**
 * Returns the sum of vectors, with length 1: its cosine with another vector of length 1 is their dot product.
 *
 * @param vectors one or more of the same size
 */
export function unitVector(vectors: readonly ArrayLike<number>[]): Float32Array {
  const sum = new Float64Array(vectors[0].length);
  for (const vector of vectors) for (let at = 0; at < sum.length; at++) sum[at] += vector[at];
  const length = Math.hypot(...sum);
  return Float32Array.from(sum, (value) => (length > 0 ? value / length : 0));
}
