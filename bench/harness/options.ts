import { resolve } from 'node:path';

/** Reads a number above 0. @throws Error for any other text */
export function positive(option: string, text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new Error(`Expected ${option} to be above 0, got ${JSON.stringify(text)}.`);
}

/** Reads whole numbers above 0, separated by commas. @throws Error for any other text */
export function wholes(option: string, text: string): number[] {
  return text.split(',').map((item) => {
    const value = positive(option, item);
    if (Number.isInteger(value)) return value;
    throw new Error(`Expected ${option} to be whole, got ${JSON.stringify(item)}.`);
  });
}

/** Reads names separated by commas. @throws Error for a name that is not known */
export function namesOf<Name extends string>(option: string, known: readonly Name[], text: string): Name[] {
  return text.split(',').map((item) => {
    const name = known.find((one) => one === item);
    if (name !== undefined) return name;
    throw new Error(`Expected ${option} to be among ${known.join(', ')}, got ${JSON.stringify(item)}.`);
  });
}

/** Resolves a path where npm was called: it runs a script in the folder of its package. */
export const fromCaller = (path: string): string => resolve(process.env['INIT_CWD'] ?? '.', path);
