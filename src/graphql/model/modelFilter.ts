import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import type { Owners } from '../../access/owned.js';
import type { Direction } from '../../books/order.js';
import type { ModelKind } from '../../portfolios/names.js';
import { UserError } from '../../userError.js';
import { DirectionEnum } from '../enums.js';
import { idOf } from '../idOf.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { requireSearch, SEARCH } from '../portfolio/requireSearch.js';
import { ModelKindEnum } from '../portfolioEnums.js';

const ModelOrderFieldEnum = { NAME: 'NAME', CREATED: 'CREATED', LAST_REBALANCED: 'LAST_REBALANCED' } as const;
export type ModelOrderField = keyof typeof ModelOrderFieldEnum;
registerEnumType(ModelOrderFieldEnum, {
  name: 'ModelOrderField',
  description: 'What models are ordered by.',
  valuesConfig: {
    NAME: { description: 'The name, by code unit.' },
    CREATED: { description: 'When they were made.' },
    LAST_REBALANCED: { description: 'When they were rebalanced last; never counts as longest ago.' },
  },
});

@InputType('ModelOrder', { description: 'The order of models.' })
export class ModelOrder {
  @Field(() => ModelOrderFieldEnum, { description: 'What to order by.' })
  readonly field!: ModelOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'ASC', description: 'Ascending or descending.' })
  readonly direction!: Direction;
}

@InputType('ModelFilter', {
  description: 'Selects models. One must match every field that is given; a null field matches all.',
})
export class ModelFilter {
  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;

  @Field(() => [ModelKindEnum], {
    nullable: true,
    description: 'The kind is one of these. An empty list is refused.',
  })
  readonly kinds?: readonly ModelKind[] | null;

  @Field(() => ID, { nullable: true, description: 'The model of this portfolio.' })
  readonly portfolioId?: string | null;
}

/** Which models to list, and how. What is null matches all. */
export interface ModelSelection {
  readonly owners: Owners;
  readonly search: string | null;
  readonly kinds: readonly ModelKind[] | null;
  readonly portfolioId: number | null;
  readonly order: { readonly field: ModelOrderField; readonly direction: Direction };
}

/** The newest first. */
const USUAL_ORDER = { field: 'CREATED', direction: 'DESC' } as const;

/** @throws UserError for a text that is too long or does not print, an empty list, and for what is no id */
export function modelSelection(
  owners: Owners,
  filter: ModelFilter | null | undefined,
  orderBy: ModelOrder | null | undefined,
): ModelSelection {
  const { search, kinds, portfolioId } = filter ?? {};
  if (kinds?.length === 0) {
    throw new UserError(
      'Expected at least one kind in filter.kinds, got none: name one, or leave it out for all.',
    );
  }
  return {
    owners,
    search: requireSearch(search),
    kinds: kinds ? [...new Set(kinds)].sort() : null,
    portfolioId: portfolioId ? idOf(PORTFOLIO_IDS, 'a portfolio', portfolioId) : null,
    order: orderBy ? { field: orderBy.field, direction: orderBy.direction } : USUAL_ORDER,
  };
}
