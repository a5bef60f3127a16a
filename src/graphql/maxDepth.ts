import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { UserError } from '../userError.js';

/** Fields within fields: the deepest that a client has a use for, components of a page's former scores, is nine. */
export const MAX_DEPTH = 12;

/** A rule of validation: operations whose fields are nested too deeply are refused. Introspection does not count. */
export function maxDepth(context: ValidationContext): ASTVisitor {
  const depths = new Map<string, number>();
  const depthOf = (set: SelectionSetNode | undefined): number => {
    let deepest = 0;
    for (const selection of set?.selections ?? []) {
      switch (selection.kind) {
        case Kind.FIELD:
          if (!selection.name.value.startsWith('__')) {
            deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet));
          }
          break;
        case Kind.INLINE_FRAGMENT:
          deepest = Math.max(deepest, depthOf(selection.selectionSet));
          break;
        case Kind.FRAGMENT_SPREAD:
          deepest = Math.max(deepest, fragmentDepth(context.getFragment(selection.name.value)));
          break;
        default:
          selection satisfies never;
      }
    }
    return deepest;
  };
  const fragmentDepth = (fragment: FragmentDefinitionNode | null | undefined): number => {
    if (!fragment) return 0;
    const name = fragment.name.value;
    const known = depths.get(name);
    if (known !== undefined) return known;
    // A fragment within itself is refused by another rule; here it only must come to an end.
    depths.set(name, 0);
    const depth = depthOf(fragment.selectionSet);
    depths.set(name, depth);
    return depth;
  };
  return {
    OperationDefinition(operation) {
      const depth = depthOf(operation.selectionSet);
      if (depth <= MAX_DEPTH) return;
      const message =
        `Expected fields nested at most ${MAX_DEPTH} deep, came ${depth}: ` +
        'ask for the inner ones in an operation of their own.';
      context.reportError(
        new GraphQLError(message, { nodes: operation, originalError: new UserError(message) }),
      );
    },
  };
}
