/** Returns the sample covariance of two series of the same length; null: fewer than two values. */
export function covarianceOf(a: readonly number[], b: readonly number[]): number | null {
  if (a.length < 2) return null;
  const [meanA, meanB] = [meanOf(a), meanOf(b)];
  let sum = 0;
  for (const [at, value] of a.entries()) sum += (value - meanA) * ((b[at] ?? 0) - meanB);
  return sum / (a.length - 1);
}

/** A series that does not move has its value as the mean, exactly, so that its variance is 0. */
function meanOf(values: readonly number[]): number {
  const first = values[0] ?? 0;
  return first + values.reduce((sum, value) => sum + (value - first), 0) / values.length;
}
