import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { owned } from '../../access/owned.js';
import { modelOf, selectModels, type ModelRow, type SelectedModel } from '../../portfolios/store/modelRow.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { contains } from '../portfolio/requireSearch.js';
import type { ModelOrderField, ModelSelection } from './modelFilter.js';
import { tickerOfToday } from './tickerOfToday.js';

/** What a model is ordered by, and its id, which decides ties. */
export type ModelPlace = readonly [value: string | number, id: number];

/** The models of a page, by the places that they lie between in the order of the list. */
export interface ModelPage {
  readonly after: ModelPlace | null;
  readonly before: ModelPlace | null;
  /** Whether they are counted from the end of the list. */
  readonly isFromEnd: boolean;
  readonly limit: number;
}

/** A model of a list. */
export interface ListedModel {
  readonly row: ModelRow;
  readonly place: ModelPlace;
}

export interface ModelListing {
  page(selection: ModelSelection, page: ModelPage): Promise<readonly ListedModel[]>;
  count(selection: ModelSelection): Promise<number>;
}

/** Instants are microseconds, so that a cursor has all of them. */
const VALUES: Readonly<Record<ModelOrderField, RawBuilder<string | number>>> = {
  NAME: sql`model.name COLLATE "C"`,
  CREATED: sql`model.id`,
  LAST_REBALANCED: sql`coalesce((extract(epoch FROM model.last_rebalanced_at) * 1000000)::bigint, -1)`,
};

/** Lists models. An operation reads each page, and each count, once. */
export function modelListing({
  database: { db },
  reads,
  snapshot,
}: Pick<LoaderSources, 'database' | 'reads' | 'snapshot'>): ModelListing {
  const today = tickerOfToday(snapshot);
  const matching = ({ owners, search, kinds, portfolioId }: ModelSelection) =>
    selectModels(db, owners)
      .$if(search !== null, (query) => query.where(contains('model.name', search ?? '')))
      .$if(kinds !== null, (query) => query.where('model.kind', 'in', kinds ?? []))
      .$if(portfolioId !== null, (query) =>
        query.where(
          'model.id',
          'in',
          db
            .selectFrom('portfolios as portfolio')
            .where(owned('portfolio', owners))
            .where('portfolio.id', '=', portfolioId)
            .where('portfolio.deleted_at', 'is', null)
            .select((eb) => eb.ref('portfolio.model_id').$notNull().as('model_id')),
        ),
      );
  const readPage = async (
    selection: ModelSelection,
    { after, before, isFromEnd, limit }: ModelPage,
  ): Promise<readonly ListedModel[]> => {
    const { field, direction } = selection.order;
    const value = VALUES[field];
    const isDescending = (direction === 'DESC') !== isFromEnd;
    const beyond = (place: ModelPlace, later: boolean): RawBuilder<SqlBool> => {
      const [key, id] = place;
      const given = field === 'NAME' ? sql`${key}::text` : sql`${key}::bigint`;
      const sign = (direction === 'ASC') === later ? sql`>` : sql`<`;
      return sql`(${value}, model.id) ${sign} (${given}, ${id}::integer)`;
    };
    const way = isDescending ? sql`DESC` : sql`ASC`;
    const rows = await reads.rows<SelectedModel & { readonly place: string | number }>(
      matching(selection)
        .select(value.as('place'))
        .$if(after !== null, (query) => query.where(beyond(after as ModelPlace, true)))
        .$if(before !== null, (query) => query.where(beyond(before as ModelPlace, false)))
        .orderBy(sql`${value} ${way}, model.id ${way}`)
        .limit(limit),
    );
    const listed = rows.map(({ place, ...row }): ListedModel => ({
      row: modelOf(row, today),
      place: [place, row.id],
    }));
    return isFromEnd ? listed.reverse() : listed;
  };
  const pages = keyedLoader((keys: readonly { readonly of: ModelSelection; readonly page: ModelPage }[]) =>
    Promise.all(keys.map(({ of, page }) => readPage(of, page))),
  );
  const counts = keyedLoader((keys: readonly { readonly of: ModelSelection }[]) =>
    Promise.all(
      keys.map(({ of }) =>
        countOf(
          reads,
          matching(of)
            .clearSelect()
            .select(({ fn }) => fn.countAll<number>().as('count')),
        ),
      ),
    ),
  );
  return {
    page: (of, page) => pages.load({ of, page }),
    count: (of) => counts.load({ of }),
  };
}
