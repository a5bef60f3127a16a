import { expect, test } from '@jest/globals';
import { GraphQLError, type ExecutionResult } from 'graphql';
import { codedError } from '../../../src/graphql/codedError.js';
import type { GraphqlContext } from '../../../src/graphql/context.js';
import { ResultEncoder } from '../../../src/graphql/operation/resultEncoder.js';

/** What each attempt gives: a result, or the error that it is refused with. */
function encoderOf(attempt: () => ExecutionResult | Error): ResultEncoder {
  return new ResultEncoder({
    contextOf: () => Promise.resolve({} as GraphqlContext),
    execute: (_context, roots) => {
      const outcome = attempt();
      return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(roots.map(() => outcome));
    },
    encode: (result) => Buffer.from(JSON.stringify(result)),
  });
}

/** Returns how many attempts failed before the result of a root, and that result. */
async function attempts(encoder: ResultEncoder): Promise<readonly [failed: number, result: string]> {
  for (let failed = 0; ; failed++) {
    const [result] = await encoder.encode([{}]).catch(() => []);
    if (result !== undefined) return [failed, result.toString()];
  }
}

const lost = Object.assign(new Error('lost'), { code: '57P01' });

test.each([
  ['refused', codedError('OVERLOADED', 'later', { status: 503 })],
  ['in a result', { data: null, errors: [new GraphQLError('lost', { originalError: lost })] }],
])('tries for as long as the database is away: %s', async (_, failure) => {
  let left = 50;
  const encoder = encoderOf(() => (left-- > 0 ? failure : { data: { value: 1 } }));
  expect(await attempts(encoder)).toEqual([50, '{"data":{"value":1}}']);
});

test('gives up on a failure that lasts', async () => {
  const failure = { data: null, errors: [new GraphQLError('defect')] };
  const [failed, result] = await attempts(encoderOf(() => failure));
  expect([failed, result]).toEqual([4, JSON.stringify(failure)]);
});
