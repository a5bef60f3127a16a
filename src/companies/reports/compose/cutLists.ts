import type { Insight } from '../../analysis/insight.js';

/**
 * Returns a finding for each list of an answer of which only a page was asked, so that nothing is left out silently.
 *
 * @param name the name of the question
 */
export function cutLists(name: string, answer: unknown): Insight[] {
  if (answer === null || typeof answer !== 'object') return [];
  if (Array.isArray(answer)) return answer.flatMap((element) => cutLists(name, element));
  const { pageInfo, nodes, edges, totalCount } = answer as Readonly<Record<string, unknown>>;
  const shown = Array.isArray(nodes) ? nodes.length : Array.isArray(edges) ? edges.length : null;
  const own = isCut(pageInfo) && shown !== null ? [cutList(name, shown, totalCount)] : [];
  // The order of fields in an answer must not matter.
  const fields = Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1));
  return [...own, ...fields.flatMap(([field, value]) => cutLists(`${name}.${field}`, value))];
}

function cutList(path: string, shown: number, total: unknown): Insight {
  const all = typeof total === 'number' ? total : null;
  return {
    rule: 'LIST_CUT',
    sentence: `The list ${path} is cut (items in this report: ${shown}; known: ${all ?? 'more'}).`,
    numbers: [
      { name: 'shown', value: shown },
      { name: 'total', value: all },
    ],
  };
}

function isCut(pageInfo: unknown): boolean {
  if (pageInfo === null || typeof pageInfo !== 'object') return false;
  const { hasNextPage, hasPreviousPage } = pageInfo as Readonly<Record<string, unknown>>;
  return hasNextPage === true || hasPreviousPage === true;
}
