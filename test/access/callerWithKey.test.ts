import { expect, test } from '@jest/globals';
import { callerWithKey } from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import type { Scope } from '../../src/access/scopes.js';

test('a caller with a key may do what is allowed to the key and to its owner at the moment', () => {
  const scopes: readonly Scope[] = ['RUNS_WRITE', 'WHAT_IF', 'SCORES_READ'];
  const rightsAs = (role: Role, held = scopes) =>
    callerWithKey(
      '10.0.0.1',
      { id: 1, scopes: held, operationsPerMinute: null, shownPrefix: 'abcdefgh' },
      { id: 2, role },
    ).rights.key;
  expect(rightsAs('ADMIN')).toBe('SCORES_READ WHAT_IF RUNS_WRITE');
  // The same list, of a key whose owner was demoted.
  expect(rightsAs('VIEWER')).toBe('SCORES_READ');
  expect(rightsAs('ANALYST')).toBe('SCORES_READ WHAT_IF');
  expect(rightsAs('ADMIN', ['WHAT_IF'])).toBe('WHAT_IF');
  expect(rightsAs('ADMIN')).toBe('SCORES_READ WHAT_IF RUNS_WRITE');
});
