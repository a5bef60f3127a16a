import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type FieldNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';

/**
 * A validation rule: a subscription has one root field. It stands in the place of graphql-js's
 * SingleFieldSubscriptionsRule, which evaluates @skip and @include before there are variables: it throws for a condition
 * that is one, so that no operation of the document could be executed. Here a field counts whatever its conditions are.
 */
export function singleSubscriptionField(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ name, operation, selectionSet }) {
      if (operation !== OperationTypeNode.SUBSCRIPTION) return;
      const subscription = name === undefined ? 'Anonymous Subscription' : `Subscription "${name.value}"`;
      const fields = rootFields(selectionSet, context);
      const others = fields.filter((field) => keyOf(field) !== keyOf(fields[0]));
      if (others.length > 0) {
        const message = `${subscription} must select only one top level field.`;
        context.reportError(new GraphQLError(message, { nodes: others }));
      }
      const introspecting = fields.filter((field) => field.name.value.startsWith('__'));
      if (introspecting.length > 0) {
        const message = `${subscription} must not select an introspection top level field.`;
        context.reportError(new GraphQLError(message, { nodes: introspecting }));
      }
    },
  };
}

const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** Returns the fields of a root and of the fragments within it, each fragment once. */
function rootFields(root: SelectionSetNode, context: ValidationContext): FieldNode[] {
  const spread = new Set<string>();
  const fieldsIn = ({ selections }: SelectionSetNode): FieldNode[] =>
    selections.flatMap((selection) => {
      switch (selection.kind) {
        case Kind.FIELD:
          return [selection];
        case Kind.INLINE_FRAGMENT:
          return fieldsIn(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD: {
          const name = selection.name.value;
          const fragment = context.getFragment(name);
          if (!fragment || spread.has(name)) return [];
          spread.add(name);
          return fieldsIn(fragment.selectionSet);
        }
        default:
          return selection satisfies never;
      }
    });
  return fieldsIn(root);
}
