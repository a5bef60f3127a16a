import { SingleFieldSubscriptionsRule, specifiedRules, type ValidationRule } from 'graphql';
import { finiteNumbers } from './finiteNumbers.js';
import { singleSubscriptionField } from './singleSubscriptionField.js';

/** The rules of GraphQL that documents must keep. */
export const GRAPHQL_RULES: readonly ValidationRule[] = [
  ...specifiedRules.map((rule) => (rule === SingleFieldSubscriptionsRule ? singleSubscriptionField : rule)),
  finiteNumbers,
];
