import { hash } from 'node:crypto';
import { Kind, visit, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Rights } from '../../access/caller.js';
import { canonicalJson } from '../../canonicalJson.js';
import type { ParsedOperation } from './parsedOperation.js';

const numbers = new WeakMap<OperationDefinitionNode, number>();
let count = 0;

/**
 * Returns the same text for subscriptions whose results are the same: those of one operation, with equal variables and
 * rights. Where a subscription begins makes no difference to its results, so the variable of `after` does not count.
 *
 * @param caller names the only caller that may share the results; null: any may
 */
export function groupKey(
  { document, operation, variables }: ParsedOperation,
  { key }: Rights,
  caller: string | null = null,
): string {
  let number = numbers.get(operation);
  if (number === undefined) numbers.set(operation, (number = ++count));
  const resumes = cursorVariables(document);
  const others = Object.entries(variables).filter(([name]) => !resumes.has(name));
  // A group keeps its key, and the variables may be long.
  return hash('sha256', canonicalJson([number, Object.fromEntries(others), key, caller]));
}

/** Returns the variables that are used as `after` of an operation's root field, and nowhere else. */
function cursorVariables(document: DocumentNode): ReadonlySet<string> {
  const [after, elsewhere] = [new Set<string>(), new Set<string>()];
  let depth = 0;
  visit(document, {
    VariableDefinition: () => false,
    // A fragment on another type stands within a root field, wherever it is spread.
    FragmentDefinition: {
      enter: ({ typeCondition }) => void (depth = typeCondition.name.value === 'Subscription' ? 0 : 1),
      leave: () => void (depth = 0),
    },
    SelectionSet: { enter: () => void depth++, leave: () => void depth-- },
    Directive: { enter: () => void depth++, leave: () => void depth-- },
    Argument: ({ name, value }) => {
      if (depth !== 1 || name.value !== 'after' || value.kind !== Kind.VARIABLE) return undefined;
      after.add(value.name.value);
      return false;
    },
    Variable: ({ name }) => void elsewhere.add(name.value),
  });
  return new Set([...after].filter((name) => !elsewhere.has(name)));
}
