/**
 * Why a score changed, in the order in which the causes are taken into account:
 *
 * - METHOD: the parameters of the method, and the stock's sector group.
 * - REVISIONS: facts of the former day, as recorded now.
 * - OWN_FACTS: the stock's fundamentals, holdings and events, and the passing of time with the same facts.
 * - OWN_PRICES: the stock's bars.
 * - PEERS: all other stocks, their groups, which stocks are scored, and the index.
 */
export const CHANGE_CAUSES = ['METHOD', 'REVISIONS', 'OWN_FACTS', 'OWN_PRICES', 'PEERS'] as const;
export type ChangeCause = (typeof CHANGE_CAUSES)[number];
