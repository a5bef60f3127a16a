import { Field, ID, InputType } from 'type-graphql';
import type { Owners } from '../../access/owned.js';
import type { Ticker } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { idOf } from '../idOf.js';
import { MODEL_IDS } from '../model/model.js';
import { TickerScalar } from '../scalars.js';
import { requireSearch, SEARCH } from './requireSearch.js';

@InputType('PortfolioFilter', {
  description: 'Selects portfolios. One must match every field that is given; a null field matches all.',
})
export class PortfolioFilter {
  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;

  @Field(() => ID, { nullable: true, description: 'Those that have this model.' })
  readonly modelId?: string | null;

  @Field(() => TickerScalar, {
    nullable: true,
    description: 'Those that hold this stock on the newest day; a former symbol is found, too.',
  })
  readonly holds?: Ticker | null;
}

/** Which portfolios to list. What is null matches all. */
export interface PortfolioSelection {
  readonly owners: Owners;
  readonly search: string | null;
  readonly modelId: number | null;
  /** By its ticker of today. */
  readonly holds: Ticker | null;
}

/** @throws UserError for a text that is too long or does not print, and for what is no id */
export function portfolioSelection(
  owners: Owners,
  filter: PortfolioFilter | null | undefined,
  { snapshot }: Pick<GraphqlContext, 'snapshot'>,
): PortfolioSelection {
  const { search, modelId, holds } = filter ?? {};
  return {
    owners,
    search: requireSearch(search),
    modelId: modelId ? idOf(MODEL_IDS, 'a model', modelId) : null,
    holds: holds ? snapshot.tickerOf(holds) : null,
  };
}
