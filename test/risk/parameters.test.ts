import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compileRiskMethod, DEFAULT_RISK_METHOD } from '../../src/method/loadRiskMethod.js';
import { assessDay } from '../../src/risk/assessDay.js';
import { assessmentOf } from '../../src/risk/assessmentOf.js';
import type { RiskParameters } from '../../src/risk/riskMethod.js';
import { randomRiskDay } from '../support/risk/randomDay.js';
import { observationsOf } from '../support/risk/riskDay.js';

const content: unknown = parse(readFileSync(DEFAULT_RISK_METHOD, 'utf8'));
const inputs = randomRiskDay(4, 120);

/** The hash of all that is said of the stocks of the day, by a method. */
function assessmentsBy(parameters: unknown): string {
  const method = compileRiskMethod(parameters as RiskParameters);
  const risks = assessDay(inputs, method);
  const said = inputs.stocks.map((_, i) => assessmentOf(observationsOf(risks, i), method));
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

type Path = readonly (string | number)[];
const numbersOf = (value: unknown, path: Path = []): Path[] => {
  if (typeof value === 'number') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    numbersOf(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
};

/** The parameters with another number at a path. */
function having(path: Path, change: (value: number) => number): unknown {
  const changed = structuredClone(content);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], changed);
  const key = path[path.length - 1];
  const numbers = holder as Record<string | number, number>;
  numbers[key] = change(numbers[key]);
  return changed;
}

const before = assessmentsBy(content);
const isWhole = (path: Path) => /bars|at_least|sessions$/.test(path.join('.'));

/** They decide on a market capitalisation before it is given to the method: riskHistory.test.ts shows that they matter. */
const OF_FACTS = /^size\.(max_|close_)/;
const numbers = numbersOf(content).filter((path) => !OF_FACTS.test(path.join('.')));

test.each(numbers.map((path): [string, Path] => [path.join('.'), path]))('%s matters', (_, path) => {
  const changes = isWhole(path)
    ? [(value: number) => value + Math.ceil(value / 10), (value: number) => value - Math.ceil(value / 10)]
    : [(value: number) => value * 1.02, (value: number) => value * 0.98, (value: number) => value + 1];
  expect(changes.some((change) => assessmentsBy(having(path, change)) !== before)).toBe(true);
});

test('the name of the index matters', () => {
  const changed = structuredClone(content) as { market: { index: string } };
  changed.market.index = 'SENSEX';
  expect(assessmentsBy(changed)).not.toBe(before);
});
