import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadRiskMethod } from '../../src/method/loadRiskMethod.js';
import type { RiskPart } from '../../src/risk/assessment.js';
import { factorsOf } from '../../src/risk/factorsOf.js';
import type { RiskPartKind } from '../../src/risk/names.js';
import { partPoints } from '../../src/risk/partPoints.js';
import { wholeOf } from '../../src/risk/wholeOf.js';
import { describeWithShared } from '../support/shared.js';

const method = await loadRiskMethod();

interface Vector<Input = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly input: Input;
  readonly expected: Readonly<Record<string, unknown>>;
}

describeWithShared('recorded cases', 'oracles/risk-vectors.json', (path) => {
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Vector[] };
  const vectors = <Input>(kind: string) =>
    cases
      .filter((one) => one.kind === kind)
      .map((one): [string, Vector<Input>] => [one.id, one as Vector<Input>]);

  test.each(vectors<{ part: RiskPartKind; raw: number }>('points'))('%s', (_, { input, expected }) => {
    const { value } = partPoints(input.part, { raw: input.raw, rawLower: null, rawUpper: null }, method);
    expect(value).toBe(expected['value']);
  });

  test.each(vectors<{ parts: readonly RiskPart[] }>('overall'))('%s', (_, { input, expected }) => {
    // Where a case has no raw number, its sentence is not compared.
    const parts = input.parts.map((part) => ({ ...part, raw: part.raw === undefined ? 0 : part.raw }));
    expect({ ...wholeOf(parts, method), factors: factorsOf(parts, method) }).toMatchObject(expected);
  });
});
