import type { Scope } from '../../access/scopes.js';
import type { GraphqlContext } from '../context.js';
import { decodeId, type IdKind } from '../ids.js';
import type { MaybePromise } from '../maybePromise.js';
import type { Node } from './node.js';

/** A type of nodes that Query.node finds. */
export interface NodeKind {
  /** The name of the type in the schema. */
  readonly type: string;
  /** The scope that a caller needs to find one by its id. */
  readonly access: Scope;
  /** Finds a node by its id: null where it does not exist, undefined where the id is not of this type. */
  readonly find: (id: string, context: GraphqlContext) => MaybePromise<Node | null> | undefined;
}

/**
 * Returns a type of nodes, for `nodes` of its noun.
 *
 * @param ids how its ids are made
 * @param access the scope that a caller needs to find one by its id
 * @param find returns the node with a key; null where it does not exist
 *
 * @example
 * nodeKind(RUN_IDS, 'SCORES_READ', async (id, { loaders }) => {
 *   const row = await loaders.get(runLoader).load(id);
 *   return row && new Run(row);
 * });
 */
export function nodeKind<Key>(
  ids: IdKind<Key>,
  access: Scope,
  find: (key: Key, context: GraphqlContext) => MaybePromise<Node | null>,
): NodeKind {
  return {
    type: ids.type,
    access,
    find: (id, context) => {
      const key = decodeId(ids, id);
      return key === null ? undefined : find(key, context);
    },
  };
}
