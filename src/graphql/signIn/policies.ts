import type { FieldPolicy } from '../fieldPolicy.js';
import type { Policies } from '../noun.js';

/** A hash takes some 20 to 40 ms of processor time, and a unit is some 20 µs. */
const HASH = 1_500;
/** A statement costs 30 units. These are some ten, over connections of writers. */
const STATEMENTS = 300;

const GUESS: FieldPolicy = {
  ...{ access: 'PUBLIC', freshness: 'VOLATILE', isGuess: true },
  work: HASH + STATEMENTS,
};
const OWN: FieldPolicy = { ...GUESS, access: 'OWN_ACCOUNT' };

export const SIGN_IN_POLICIES: Policies = {
  'Mutation.signIn': {
    ...GUESS,
    ...{ ignoresCredential: true, secretArguments: ['input.password'] },
  },
  'Mutation.setPassword': { ...GUESS, ignoresCredential: true, secretArguments: ['token', 'password'] },
  // It verifies one password and hashes another.
  'Mutation.changePassword': {
    ...OWN,
    ...{ work: 2 * HASH + STATEMENTS, secretArguments: ['input.current', 'input.next'] },
  },
  'Mutation.deleteMyAccount': { ...OWN, secretArguments: ['password'] },
};
