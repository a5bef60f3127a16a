import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { riskDocument } from '../../../src/method/document/riskDocument.js';
import { loadRiskMethod } from '../../../src/method/loadRiskMethod.js';

const { parameters } = await loadRiskMethod();
const text = readFileSync('docs/risk.md', 'utf8');

test('docs/risk.md is what `npm run generate` writes', () => {
  expect(text).toContain(riskDocument(parameters));
});

test('has other numbers where the parameters are others', () => {
  const silent: string[] = [];
  let numbers = 0;
  const change = (value: unknown, path: string): void => {
    if (value === null || typeof value !== 'object') return;
    const holder = value as Record<string, unknown>;
    for (const [key, inner] of Object.entries(holder)) {
      change(inner, `${path}.${key}`);
      if (typeof inner !== 'number') continue;
      numbers++;
      holder[key] = inner < 1e-6 ? 1e-7 : inner + 0.01 * (inner < 1 ? 1 : 100);
      if (riskDocument(changed) === riskDocument(parameters)) silent.push(`${path}.${key}`);
      holder[key] = inner;
    }
  };
  const changed = structuredClone(parameters);
  change(changed, '');
  expect(silent).toEqual([]);
  expect(numbers).toBeGreaterThan(50);
});

test('says what an interval does not mean', () => {
  const prose = text.replaceAll(/\s+/g, ' ');
  expect(prose).toContain("the next 60 sessions' volatility falls into it in 47 % of cases");
});
