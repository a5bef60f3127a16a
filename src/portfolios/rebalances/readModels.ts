import { sql } from 'kysely';
import { owned, type Owners } from '../../access/owned.js';
import type { Band, Mode, Ticker } from '../../scoring/names.js';
import type { ReadRows } from '../market/readRows.js';
import { unitsOf, WEIGHT } from '../money/units.js';
import type { OutsidePolicy } from '../names.js';
import type { DriftBand } from '../optimiser/problem.js';

/** A model as a rebalance follows it. */
export interface ModelToFollow {
  readonly id: number;
  readonly version: number;
  readonly outside: OutsidePolicy;
  /** Empty: nothing is restrained. */
  readonly neverBuy: readonly Band[];
  readonly neverBuyMode: Mode | null;
  /** In units of WEIGHT. */
  readonly targets: ReadonlyMap<Ticker, bigint>;
  readonly bands: ReadonlyMap<Ticker, DriftBand>;
}

interface Row extends Omit<ModelToFollow, 'targets' | 'bands'> {
  readonly positions:
    | readonly {
        readonly ticker: Ticker;
        readonly target: string;
        readonly low: string;
        readonly high: string;
      }[]
    | null;
}

/** Reads models with their positions, by their ids; those of others are left out. */
export async function readModels(
  read: ReadRows,
  owners: Owners,
  ids: readonly number[],
): Promise<ReadonlyMap<number, ModelToFollow>> {
  const rows = await read(
    sql<Row>`SELECT model.id, model.version, model.outside, model.never_buy::text[] AS "neverBuy",
        model.never_buy_mode AS "neverBuyMode", (
          SELECT json_agg(json_build_object('ticker', stocks.ticker, 'target', position.target::text,
            'low', position.low_drift::text, 'high', position.high_drift::text))
          FROM model_positions AS position JOIN stocks ON stocks.id = position.stock_id
          WHERE position.model_id = model.id
        ) AS positions
      FROM models AS model WHERE ${owned('model', owners)} AND model.id = ANY (${ids}::int4[])`,
  );
  return new Map(
    rows.map(({ positions, ...model }) => {
      const targets = (positions ?? []).map(({ ticker, target }) => [ticker, weightOf(target)] as const);
      const bands = (positions ?? []).map(
        ({ ticker, low, high }) => [ticker, { low: weightOf(low), high: weightOf(high) }] as const,
      );
      return [model.id, { ...model, targets: new Map(targets), bands: new Map(bands) }];
    }),
  );
}

function weightOf(text: string): bigint {
  const units = unitsOf(text, WEIGHT);
  if (units === null) throw new Error(`expected a weight of at most ${WEIGHT} decimals, got ${text}`);
  return units;
}
