import { setImmediate as nextTurn } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { Turns } from '../../async/turns.js';
import { dayOf } from '../../market/day.js';
import { groupBy } from '../../market/grouping.js';
import type { Mode, Ticker } from '../../scoring/names.js';
import { Attribution, type AttributedChange } from '../../validation/attribution/attribution.js';
import type { FinishedRunRow, Recomputer } from './recomputer.js';

/** Changes of stocks that are kept: each takes some two kilobytes. */
const MOST_KEPT = 10_000;

/** A stock whose change from one run to another is asked for. */
export interface ChangeOfStock {
  /** The run of the former score. */
  readonly from: FinishedRunRow;
  readonly to: FinishedRunRow;
  readonly ticker: Ticker;
}

/** Why a stock's scores changed, in both modes; null where it is not scored in both runs. */
export type StockChange = Readonly<Record<Mode, AttributedChange>> | null;

/**
 * Explains changes of scores by their causes, and keeps these. Runs never change, so what was worked out once stays true.
 * All stocks of two runs share the reading of both days. One pair of runs is worked on at a time, so that a long list of
 * one caller does not take all memory, and after each day that is scored other work comes in between.
 */
export class AttributedChanges {
  readonly #recomputer: Pick<Recomputer, 'assemble'>;
  readonly #kept: LRUCache<string, { readonly change: StockChange }>;
  readonly #pairs = new Turns(1);

  /** @param mostKept how many changes are kept; by default 10,000 */
  constructor(recomputer: Pick<Recomputer, 'assemble'>, mostKept = MOST_KEPT) {
    this.#recomputer = recomputer;
    this.#kept = new LRUCache({ max: mostKept });
  }

  /** Whether nothing has to be computed to explain a change. */
  isKept(change: ChangeOfStock): boolean {
    return this.#kept.has(keyOf(change));
  }

  /**
   * Explains changes.
   *
   * @param signal ends the work where nobody waits for it any more
   * @returns one for each change that is asked for, in their order
   * @throws Error for a run that has not ended, and where the signal aborts
   */
  async explain(asked: readonly ChangeOfStock[], signal?: AbortSignal): Promise<readonly StockChange[]> {
    const found = new Map(asked.map((change) => [keyOf(change), this.#kept.get(keyOf(change))]));
    const missing = asked.filter((change) => found.get(keyOf(change)) === undefined);
    for (const pair of groupBy(missing, ({ from, to }) => `${from.id} ${to.id}`).values()) {
      await this.#pairs.inTurn(async () => {
        for (const [key, change] of await this.#explainPair(pair, signal)) {
          found.set(key, { change });
          this.#kept.set(key, { change });
        }
      });
    }
    return asked.map((change) => found.get(keyOf(change))?.change ?? null);
  }

  /** @param pair changes from one run to another */
  async #explainPair(
    pair: readonly ChangeOfStock[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, StockChange>> {
    signal?.throwIfAborted();
    const [{ from, to }] = pair;
    const former = { day: dayOf(from.day), sectorsHash: from.sectors_hash };
    const [before, byMethod, revised, after] = await this.#recomputer.assemble([
      { ...former, readBatch: from.read_batch, methodHash: from.method_hash },
      { ...former, readBatch: from.read_batch, methodHash: to.method_hash },
      // What was recorded after both runs read would have made other runs of the days that it touches.
      { ...former, readBatch: Math.max(from.read_batch, to.read_batch), methodHash: to.method_hash },
      {
        ...{ day: dayOf(to.day), sectorsHash: to.sectors_hash },
        ...{ readBatch: to.read_batch, methodHash: to.method_hash },
      },
    ]);
    if (before.section === null || byMethod.section === null || after.section === null) {
      return new Map(pair.map((change) => [keyOf(change), null]));
    }
    const isSameMethod = before.method.hash === after.method.hash;
    const attribution = new Attribution({
      // One object, so that a day is not scored twice.
      before: { section: before.section, method: isSameMethod ? after.method : before.method },
      byMethod: byMethod.section,
      revised: revised.section,
      after: { section: after.section, method: after.method },
    });
    const changes = new Map<string, StockChange>();
    for (const change of pair) {
      const steps = attribution.explain(change.ticker, after.figuresAt(change.ticker, former.day));
      let step = steps.next();
      while (!step.done) {
        await nextTurn();
        signal?.throwIfAborted();
        step = steps.next();
      }
      changes.set(keyOf(change), step.value);
    }
    return changes;
  }
}

const keyOf = ({ from, to, ticker }: ChangeOfStock): string => `${from.id} ${to.id} ${ticker}`;
