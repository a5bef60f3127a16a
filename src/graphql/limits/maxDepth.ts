import {
  Kind,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { refusal } from './refusal.js';

/** A rule of validation: operations whose fields are nested too deeply are refused. Introspection does not count. */
export function maxDepth(most: number): ValidationRule {
  return (context: ValidationContext) => {
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
        if (depth <= most) return;
        const message =
          `Expected fields nested at most ${most} deep, got ${depth}: ` +
          'ask for the inner ones in an operation of their own.';
        context.reportError(refusal(message, operation));
      },
    };
  };
}
