import type { Noun } from '../noun.js';
import { BandSpellResolver } from './bandSpellResolver.js';
import { CausesResolver } from './causesResolver.js';
import { ChangeResolver } from './changeResolver.js';
import { DistancesResolver } from './distancesResolver.js';
import { SCORE_CHANGE_POLICIES } from './policies.js';

export const scoreChangeNoun: Noun = {
  resolvers: [ChangeResolver, CausesResolver, DistancesResolver, BandSpellResolver],
  policies: SCORE_CHANGE_POLICIES,
};
