import { expect, test } from '@jest/globals';
import { buildSchema, parse } from 'graphql';
import { maxAliases } from '../../../src/graphql/limits/maxAliases.js';
import { Documents } from '../../../src/graphql/operation/documents.js';
import { TrustedDocuments } from '../../../src/graphql/operation/trustedDocuments.js';

const schema = buildSchema('type Query { a: Int }');
const TRUSTED = 'query Ours {\n  x: a\n  y: a\n}\n';
const trusted = new TrustedDocuments([TRUSTED]);

test('a trusted document is known whatever its white space is, and no other one is', () => {
  for (const text of [TRUSTED, 'query Ours { x: a, y: a } # ours'])
    expect(trusted.has(parse(text))).toBe(true);
  for (const text of [
    'query Ours { y: a x: a }',
    'query Other { x: a y: a }',
    'query Ours { x: a y: a z: a }',
  ]) {
    expect(trusted.has(parse(text))).toBe(false);
  }
  expect(new TrustedDocuments().has(parse(TRUSTED))).toBe(false);
});

test('a trusted document need not keep our rules, but those of GraphQL', () => {
  const isValid = (text: string, more = trusted) =>
    'kind' in new Documents({ schema, rules: [maxAliases(1)], trusted: more, maxTokens: 50 }).read(text);
  expect(isValid(TRUSTED)).toBe(true);
  expect(isValid('query Other { x: a y: a }')).toBe(false);
  expect(isValid('{ nothing }', new TrustedDocuments(['{ nothing }']))).toBe(false);
});
