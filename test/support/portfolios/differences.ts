/** What is compared to 1e-9; everything else is exact. */
const LOOSE = /^(actual|drift|totalDrift)$/;

/**
 * Compares answers of cases: decimals by value, weights and returns to 1e-9.
 *
 * @param isLoose whether the numbers under a key are weights or returns
 * @returns each difference with its path
 */
export function differences(
  ours: unknown,
  theirs: unknown,
  isLoose: (key: string) => boolean = (key) => LOOSE.test(key),
  path = '',
): readonly string[] {
  if (isTable(ours) && isTable(theirs)) {
    return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((key) =>
      differences(ours[key], theirs[key], isLoose, `${path}.${key}`),
    );
  }
  const key = path.slice(path.lastIndexOf('.') + 1);
  const isSame =
    isDecimal(ours) && isDecimal(theirs)
      ? isLoose(key)
        ? Math.abs(Number(ours) - Number(theirs)) <= 1e-9
        : plain(ours) === plain(theirs)
      : ours === theirs;
  return isSame ? [] : [`${path}: ${JSON.stringify(ours)} instead of ${JSON.stringify(theirs)}`];
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const isDecimal = (value: unknown): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
const plain = (value: string | number): string =>
  String(value).includes('.') ? String(value).replace(/\.?0+$/, '') : String(value);
