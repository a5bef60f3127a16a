/**
 * Returns what an operation actually cost, in the points of CostMeter: the objects of its answer and the rows that it
 * read.
 */
export function actualCost(data: unknown, rowsRead: number): number {
  // The root does not count.
  const objects = Math.max(0, objectsIn(data) - 1);
  return Math.max(1, objects + rowsRead);
}

/** Counts with for…in, because a list of the values of each object would take twice as long. */
function objectsIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let objects = 0;
  if (Array.isArray(value)) {
    for (const item of value) objects += objectsIn(item);
    return objects;
  }
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    const field = fields[key];
    if (typeof field === 'object' && field !== null) objects += objectsIn(field);
  }
  return objects + 1;
}
