import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

const CHANGE: FieldPolicy = { access: 'USERS_ADMIN', freshness: 'VOLATILE', cost: 20 };
const OF_PERSON: FieldPolicy = { access: 'INHERIT', freshness: 'VOLATILE' };
/** Units of hashing a password, some 20 ms of a processor. */
const HASH = 2_000;

export const USER_POLICIES: Policies = {
  'Query.users': { access: 'USERS_ADMIN', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  'Mutation.createUser': { ...CHANGE, secretArguments: ['input.password'], work: HASH },
  'Mutation.updateUser': CHANGE,
  'Mutation.deleteUser': CHANGE,
  'Mutation.resetPassword': CHANGE,
  'Mutation.updateMe': { ...CHANGE, access: 'OWN_ACCOUNT' },
  ...connectionPolicies('User', { cost: 1, reads: 1 }),
  ...inherited('User', ['active', 'createdAt', 'id', 'lastSignInAt', 'role', 'version'], {
    email: 50,
    name: 50,
  }),
  ...inherited('CreatedUser', ['user', 'link']),
  ...inherited('PasswordLink', ['expiresAt'], { token: 50 }),
  // A name changes without a commit, and a user who is deleted is null. Most answers that name users are volatile anyway.
  'Person.id': OF_PERSON,
  'Person.name': { ...OF_PERSON, bytes: 50 },
};
