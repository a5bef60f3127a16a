import { parser } from '@prometheus-io/lezer-promql';

type SyntaxNode = ReturnType<typeof parser.parse>['topNode'];

/** A metric that a query names, with the labels that it is selected or grouped by. */
export interface Selector {
  readonly name: string;
  readonly labels: readonly string[];
}

/**
 * Finds the metrics of a query of Prometheus. The labels of `by (…)` count as those of each metric below.
 *
 * @throws Error for a text that is no query
 */
export function selectorsOf(query: string): readonly Selector[] {
  const found: Selector[] = [];
  const textOf = (node: SyntaxNode): string => query.slice(node.from, node.to);
  const visit = (node: SyntaxNode, grouping: readonly string[]): void => {
    if (node.type.isError) throw new Error(`Expected a query of Prometheus, got "${query}".`);
    if (node.name === 'VectorSelector') {
      const identifier = node.getChild('Identifier');
      const matched = node
        .getChild('LabelMatchers')
        ?.getChildren('UnquotedLabelMatcher')
        .flatMap((matcher) => matcher.getChild('LabelName') ?? []);
      found.push({
        name: identifier === null ? '' : textOf(identifier),
        labels: [...grouping, ...(matched ?? []).map(textOf)],
      });
      return;
    }
    const by = node.name === 'AggregateExpr' ? groupingOf(node).map(textOf) : [];
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      visit(child, [...grouping, ...by]);
    }
  };
  visit(parser.parse(query).topNode, []);
  return found;
}

/** The labels of `by (…)`; none for `without (…)`, which names what is left out. */
function groupingOf(aggregate: SyntaxNode): SyntaxNode[] {
  const modifier = aggregate.getChild('AggregateModifier');
  if (modifier?.getChild('By') === null || modifier === null) return [];
  return modifier.getChild('GroupingLabels')?.getChildren('LabelName') ?? [];
}
