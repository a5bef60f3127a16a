import type { Noun } from '../noun.js';
import { VALIDATION_POLICIES } from './policies.js';
import { MethodValidationResolver, ValidationResolver } from './validationResolver.js';

export const validationNoun: Noun = {
  resolvers: [MethodValidationResolver, ValidationResolver],
  policies: VALIDATION_POLICIES,
};
