import { buildSchema } from 'graphql';
import { describe, expect, test } from '@jest/globals';
import { numberIds } from '../../../src/graphql/numberIds.js';
import { applyNodes, nodesOf } from '../../../src/graphql/relay/applyNodes.js';
import { nodeKind } from '../../../src/graphql/relay/nodeKind.js';

const schema = () =>
  buildSchema(`
    interface Node { id: ID! }
    type Note implements Node { id: ID! }
    type Draft implements Node { id: ID! }
    type Query { notes: [Note!]!, drafts: [Draft!]! }`);
const note = nodeKind(numberIds('Note'), 'SCORES_READ', () => null);
const draft = nodeKind(numberIds('Draft'), 'SCORES_READ', () => null);

describe('applyNodes', () => {
  test('lets a schema tell its types of nodes', () => {
    const built = schema();
    applyNodes(built, [note, draft]);
    expect(nodesOf(built)).toEqual([note, draft]);
  });

  test('refuses a schema in which a type of nodes is not registered', () => {
    expect(() => applyNodes(schema(), [note])).toThrow(
      'Expected Draft among the nodes of a noun, got none: add it to its index.ts.',
    );
  });
});
