import { sql, type Kysely } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import { runOfJson, type RunAsJson } from '../../database/runOfJson.js';
import { RUN_COLUMNS, type RunRow } from '../../database/runRow.js';
import type { Tables } from '../../database/tables.js';
import type { Band, IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { storedUnits } from '../money/storedUnits.js';
import { WEIGHT } from '../money/units.js';
import type { ModelKind, OutsidePolicy } from '../names.js';
import type { StoredFromScores } from './newModel.js';

export interface ModelPosition {
  /** That of today. */
  readonly ticker: Ticker;
  /** In units of WEIGHT. */
  readonly target: bigint;
  readonly low: bigint;
  readonly high: bigint;
}

/** A model as it is stored. */
export interface ModelRow {
  readonly id: number;
  readonly name: string;
  readonly kind: ModelKind;
  readonly outside: OutsidePolicy;
  readonly neverBuy: readonly Band[];
  readonly neverBuyMode: Mode | null;
  readonly fromScores: StoredFromScores | null;
  /** The run of its scores; null in a manual model. */
  readonly scoresRun: RunRow | null;
  /** By ticker. */
  readonly positions: readonly ModelPosition[];
  readonly owner: { readonly id: number; readonly name: string };
  readonly lastRebalancedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly version: number;
}

const RUN = sql.join(RUN_COLUMNS.map((column) => sql.ref(column)));

interface StoredPosition {
  readonly ticker: Ticker;
  /** The last day of the symbol where the stock was renamed after the model was saved. */
  readonly renamed: IsoDate | null;
  readonly target: string;
  readonly low: string;
  readonly high: string;
}

/** Returns the statement that reads the models of the owners; a model has the alias `model`. */
export function selectModels(db: Kysely<Tables>, owners: Owners) {
  return db
    .selectFrom('models as model')
    .innerJoin('users as owner', 'owner.id', 'model.owner_id')
    .where(owned('model', owners))
    .select([
      'model.id',
      'model.name',
      'model.kind',
      'model.outside',
      sql<readonly Band[]>`model.never_buy::text[]`.as('never_buy'),
      'model.never_buy_mode',
      'model.from_scores',
      sql<RunAsJson | null>`(
        SELECT row_to_json(run) FROM (SELECT ${RUN} FROM runs WHERE runs.id = model.scores_run_id) AS run
      )`.as('scores_run'),
      'model.owner_id',
      'owner.name as owner_name',
      'model.last_rebalanced_at',
      'model.created_at',
      'model.updated_at',
      'model.version',
      sql<readonly StoredPosition[] | null>`(
        SELECT json_agg(json_build_object(
          'ticker', stocks.ticker, 'target', position.target::text, 'low', position.low_drift::text,
          'high', position.high_drift::text, 'renamed', (
            SELECT max(symbols.until) FROM symbols JOIN batches ON batches.id = symbols.recorded_in
            WHERE symbols.former = stocks.ticker AND symbols.superseded_in IS NULL
              AND symbols.until >= model.updated_at::date AND batches.recorded_at > model.updated_at
          )
        ))
        FROM model_positions AS position JOIN stocks ON stocks.id = position.stock_id
        WHERE position.model_id = model.id
      )`.as('positions'),
    ]);
}

/** A row of `selectModels`. Where it was read as JSON, instants are texts. */
export type SelectedModel = Awaited<ReturnType<ReturnType<typeof selectModels>['execute']>>[number];

/**
 * Reads a row of `selectModels`, also one that was read as JSON.
 *
 * @param today returns the ticker of today of a stored one (see `StocksOfToday.of`)
 */
export function modelOf(
  row: SelectedModel,
  today: (stored: Ticker, renamed: IsoDate | null) => Ticker,
): ModelRow {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    outside: row.outside,
    neverBuy: row.never_buy,
    neverBuyMode: row.never_buy_mode,
    fromScores: row.from_scores as StoredFromScores | null,
    scoresRun: row.scores_run && runOfJson(row.scores_run),
    positions: positionsOf(row.positions ?? [], today),
    owner: { id: row.owner_id, name: row.owner_name },
    lastRebalancedAt: row.last_rebalanced_at === null ? null : new Date(row.last_rebalanced_at),
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    version: row.version,
  };
}

/** Two symbols may have turned out to be of one stock: then it has both targets, and the wider band. */
function positionsOf(
  stored: readonly StoredPosition[],
  today: (stored: Ticker, renamed: IsoDate | null) => Ticker,
): readonly ModelPosition[] {
  const positions = new Map<Ticker, ModelPosition>();
  for (const { ticker: symbol, renamed, ...texts } of stored) {
    const ticker = today(symbol, renamed);
    const [target, low, high] = [texts.target, texts.low, texts.high].map((text) =>
      storedUnits(text, WEIGHT),
    );
    const other = positions.get(ticker);
    positions.set(ticker, {
      ticker,
      target: target + (other?.target ?? 0n),
      low: other !== undefined && other.low > low ? other.low : low,
      high: other !== undefined && other.high > high ? other.high : high,
    });
  }
  return [...positions.values()].sort((a, b) => (a.ticker < b.ticker ? -1 : 1));
}
