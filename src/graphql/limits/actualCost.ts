/**
 * What an operation did cost, in the points of costOf: the objects of its answer, and the rows that were read for
 * it; at least 1. Introspection is free, as it is in costOf; under an alias it cannot be told from the rest, so
 * that this may then be above the predicted cost.
 */
export function actualCost(data: unknown, rowsRead: number): number {
  return Math.max(1, objectsOfRoot(data) + rowsRead);
}

function objectsOfRoot(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  let objects = 0;
  for (const [key, value] of Object.entries(data)) {
    if (!key.startsWith('__')) objects += objectsIn(value);
  }
  return objects;
}

/** By for…in: a list of the values of each object would take twice as long. */
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
