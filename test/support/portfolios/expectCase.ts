import { expect } from '@jest/globals';

/** Weights and returns of cases are equal to this. */
const TOLERANCE = 1e-9;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * Expects an answer in the form of a case: numbers by their value, money exactly, all else as it is. The message of what is
 * refused is ours to word.
 */
export function expectCase(answer: unknown, expected: unknown): void {
  expect(comparable(answer, expected)).toEqual(expected);
}

/** Returns the answer, with what is equal by value written as it is expected. */
function comparable(answer: unknown, expected: unknown): unknown {
  if (Array.isArray(answer) && Array.isArray(expected)) {
    return answer.map((each: unknown, at) => comparable(each, expected[at]));
  }
  if (isTable(answer) && isTable(expected)) {
    return Object.fromEntries(
      Object.entries(answer).map(([key, each]) => [
        key,
        key === 'message' && typeof each === 'string' ? expected[key] : comparable(each, expected[key]),
      ]),
    );
  }
  if (typeof answer !== 'string' || typeof expected !== 'string') return answer;
  if (!NUMBER.test(answer) || !NUMBER.test(expected)) return answer;
  return Math.abs(Number(answer) - Number(expected)) <= TOLERANCE ? expected : answer;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
