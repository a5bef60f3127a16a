/** A variable of the environment that nothing reads, and the one that it probably stands for. */
export interface Misspelt {
  readonly given: string;
  readonly meant: string;
}

/** Shorter names of ours are too close to those of other programs: PORTS, HOSTS. */
const LEAST_LETTERS = 6;
/** Kubernetes and Docker describe a service called greyoak by variables such as GREYOAK_PORT=tcp://10.0.0.7:4000. */
const OF_CONTAINERS = /^(tcp|udp):\/\//;

/**
 * Finds variables that look like a misspelling of one of ours that is unset: in lower case, with a hyphen, with or without
 * an underscore or the prefix GREYOAK_, in the singular, or with one or two letters added, left out, replaced or swapped.
 *
 * @param known the names that are read
 */
export function misspelt(
  env: Readonly<Record<string, string | undefined>>,
  known: readonly string[],
): readonly Misspelt[] {
  const unset = known.filter((name) => !env[name]).map((name) => ({ name, letters: lettersOf(name) }));
  return Object.entries(env).flatMap(([given, value = '']) => {
    if (known.includes(given) || value === '' || OF_CONTAINERS.test(value)) return [];
    const whole = lettersOf(given);
    const forms = [whole, whole.replace(/^GREYOAK/, '')];
    const meant =
      unset.find(({ letters }) => forms.includes(letters)) ??
      unset.find(
        ({ letters }) =>
          letters.length >= LEAST_LETTERS &&
          forms.some((form) => isClose(form, letters) || isClose(form, singularOf(letters))),
      );
    return meant === undefined ? [] : [{ given, meant: meant.name }];
  });
}

const lettersOf = (name: string): string => name.toUpperCase().replace(/[^A-Z]/g, '');

const singularOf = (letters: string): string => letters.replace(/IES$/, 'Y').replace(/S$/, '');

/** One difference per eight letters, at most two, is a slip. */
const isClose = (given: string, meant: string): boolean =>
  distance(given, meant) <= Math.min(2, Math.ceil(meant.length / 8));

/** Returns how many letters have to be added, left out, replaced or swapped with the next one. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Infinity;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = rows[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? rows[i - 2][j - 2] + 1 : Infinity;
      row.push(Math.min(rows[i - 1][j] + 1, row[j - 1] + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return rows[a.length][b.length];
}
