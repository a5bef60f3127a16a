/** Characters of a text that count as another value: reading a cursor or looking for a text takes some ns for each. */
const CHARACTERS = 64;

/** Of each list and object. A variable is the same object wherever it is used, so that it is counted once. */
const known = new WeakMap<object, number>();

/**
 * Returns how many values an input has, which is what it takes to read it: each scalar, list and object is one, and a
 * text is one more for each 64 characters.
 */
export function valuesIn(input: unknown): number {
  if (typeof input === 'string') return 1 + Math.floor(input.length / CHARACTERS);
  if (typeof input !== 'object' || input === null) return 1;
  let count = known.get(input);
  if (count === undefined) known.set(input, (count = counted(input)));
  return count;
}

/** With a stack instead of recursion, because what a client sends may be nested deeply. */
function counted(input: object): number {
  let count = 0;
  const waiting: unknown[] = [input];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== 'object' || next === null) count += valuesIn(next);
    else {
      count++;
      for (const inner of Object.values(next)) waiting.push(inner);
    }
  }
  return count;
}
