import type { Services } from '../../../src/graphql/context.js';
import { ExplainedStocks } from '../../../src/runs/reproduce/explainedStocks.js';

/** The services over a recomputer. Of what it computes nothing is kept, so that each call is a new one. */
export const recomputing = (
  recomputer: Services['recomputer'],
): Pick<Services, 'recomputer' | 'explainedStocks'> => ({
  recomputer,
  explainedStocks: new ExplainedStocks(recomputer, 1),
});
