import type { Noun } from '../noun.js';
import { WITHDRAW_FACTS_POLICIES } from './policies.js';
import { WithdrawMutations } from './withdrawMutations.js';

export const withdrawFactsNoun: Noun = { resolvers: [WithdrawMutations], policies: WITHDRAW_FACTS_POLICIES };
