import type { CountedWork } from './countedWork.js';

type Measured = Pick<CountedWork, 'objects' | 'leaves' | 'bytes'>;

/**
 * Counts the objects and scalars of an answer's data. Bytes are those that its JSON has at least; counting stops when
 * there are more than `most`. The root is no object.
 */
export function measureAnswer(data: unknown, most = Infinity): Measured {
  const counts = { objects: 0, leaves: 0, bytes: 0 };
  if (typeof data !== 'object' || data === null) return counts;
  count(data, counts, most);
  return { ...counts, objects: counts.objects - 1 };
}

/** Counts with for…in, because a list of the values of each object would take twice as long. */
function count(
  value: unknown,
  counts: { objects: number; leaves: number; bytes: number },
  most: number,
): void {
  if (typeof value !== 'object' || value === null) {
    counts.leaves++;
    counts.bytes += typeof value === 'string' ? value.length + 2 : 1;
    return;
  }
  counts.bytes += 2;
  if (Array.isArray(value)) {
    for (const item of value) {
      counts.bytes++;
      if (counts.bytes > most) return;
      count(item, counts, most);
    }
    return;
  }
  counts.objects++;
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key in fields) {
    counts.bytes += key.length + 4;
    if (counts.bytes > most) return;
    count(fields[key], counts, most);
  }
}
