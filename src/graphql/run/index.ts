import type { Noun } from '../noun.js';
import { RunMutations } from './runMutations.js';
import { RunQueries } from './runQueries.js';
import { RunSubscriptions } from './runSubscriptions.js';
import { RUN_POLICIES } from './policies.js';

export const runNoun: Noun = {
  resolvers: [RunMutations, RunQueries, RunSubscriptions],
  policies: RUN_POLICIES,
};
