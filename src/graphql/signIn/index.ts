import type { Noun } from '../noun.js';
import { SIGN_IN_POLICIES } from './policies.js';
import { SignInMutations } from './signInMutations.js';

export const signInNoun: Noun = { resolvers: [SignInMutations], policies: SIGN_IN_POLICIES };
