/**
 * Golden files hold inputs and results recorded from the first implementation (their README.md says how). They are
 * outside the repository: in the folder of GREYOAK_GOLDEN, or ../shared/golden from the repository root.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, expect, test } from '@jest/globals';
import { loadMethod } from '../../../src/method/loadMethod.js';
import { describeWithShared } from '../shared.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export const method = await loadMethod(join(root, 'config/method-1.0.yaml'));

/** The absolute tolerances of golden/README.md. Bands, flags and penalties are compared exactly. */
export const POINTS = 1e-6;
export const ROUNDED = 0.011;

export interface GoldenCase<Input, Expected> {
  readonly id: string;
  readonly input: Input;
  readonly expected: Expected;
}

/** One number, word or list of a case, ours and theirs. */
export interface Comparison {
  readonly what: string;
  readonly actual: unknown;
  readonly expected: unknown;
  /** The absolute tolerance of a number; compared exactly without it. */
  readonly within?: number;
  /** The reason why this value need not agree; README.md lists the reasons. */
  readonly mayDiffer?: string | undefined;
}

/**
 * Cases in which some values are left out for a reason that README.md lists. Their other values are compared, and those
 * that are left out must disagree.
 */
export interface LeftOut {
  readonly reason: string;
  readonly what: readonly string[];
  readonly ids: readonly string[];
}

/** Returns the ids of the cases of one kind with these numbers. */
export const casesOf = (kind: string, numbers: string): string[] =>
  numbers.split(' ').map((number) => `${kind}/${number}`);

/** Replaces NaN, which stands for null in the golden files and in our columns. */
const plain = (value: unknown): unknown => (Number.isNaN(value) ? null : (value ?? null));

function agree({ actual, expected, within }: Comparison): boolean {
  const [ours, theirs] = [plain(actual), plain(expected)];
  return typeof ours === 'number' && typeof theirs === 'number' && within !== undefined
    ? Math.abs(ours - theirs) <= within
    : isDeepStrictEqual(ours, theirs);
}

const shown = ({ what, actual, expected }: Comparison): string =>
  `${what}: expected ${JSON.stringify(plain(expected))}, got ${JSON.stringify(plain(actual))}`;

/**
 * Declares one test per case of a golden file, and one that checks that each case passed or was left out.
 *
 * @param compare returns the values of a case next to ours, or the reason to leave the whole case out
 */
export function describeGolden<Input, Expected>(
  file: string,
  compare: (input: Input, expected: Expected) => readonly Comparison[] | string,
  leftOut: readonly LeftOut[] = [],
): void {
  const name = file.replace(/\.gz$/, '');
  describeWithShared(`conformance with ${name}`, `golden/${file}`, (path) => {
    const bytes = readFileSync(path);
    const { cases } = JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')) as {
      readonly cases: readonly GoldenCase<Input, Expected>[];
    };

    let passed = 0;
    let values = 0;
    const casesLeftOut = new Map<string, string[]>();
    const valuesLeftOut = new Map<string, string[]>();
    const note = (notes: Map<string, string[]>, reason: string, id: string) =>
      notes.set(reason, [...(notes.get(reason) ?? []), id.slice(name.length + 1)]);

    test.each(cases.map((one) => [one.id, one] as const))('%s', (id, { input, expected }) => {
      const compared = compare(input, expected);
      if (typeof compared === 'string') {
        note(casesLeftOut, compared, id);
        return;
      }
      const line = leftOut.find(({ ids }) => ids.includes(id));
      const problems: string[] = [];
      for (const one of compared) {
        values++;
        const agrees = agree(one);
        if (line?.what.includes(one.what)) {
          if (agrees) problems.push(`${one.what} is left out, but agrees`);
        } else if (!agrees) {
          if (one.mayDiffer === undefined) problems.push(shown(one));
          else note(valuesLeftOut, one.mayDiffer, id);
        }
      }
      expect(problems).toEqual([]);
      if (line === undefined) passed++;
      else note(casesLeftOut, line.reason, id);
    });

    const countLeftOut = () => [...casesLeftOut.values()].flat().length;

    test('every case passed or is left out', () => {
      const ids = cases.map(({ id }) => id);
      expect(leftOut.flatMap((line) => line.ids).filter((id) => !ids.includes(id))).toEqual([]);
      expect(passed + countLeftOut()).toBe(cases.length);
    });

    afterAll(() => {
      const reasons = [...casesLeftOut].map(([reason, ids]) => `${reason}: ${ids.length}`).join('; ');
      const lines = [
        `conformance ${name}: ${passed} of ${cases.length} cases passed, ${countLeftOut()} left out` +
          (reasons && ` (${reasons})`),
        ...[...casesLeftOut].map(([reason, ids]) => `  cases left out, ${reason}: ${ids.join(' ')}`),
        ...[...valuesLeftOut].map(
          ([reason, ids]) =>
            `  values left out, ${reason}: ${ids.length} of ${values}, in ${[...new Set(ids)].join(' ')}`,
        ),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    });
  });
}
