import { componentsOf, type Component } from '../../scoring/explain.js';
import { PILLARS, type PillarName } from '../../scoring/names.js';
import type { DayScores } from '../../scoring/scoreDay.js';

/** Bytes of a component, and of what holds all of them, as measured. */
const COMPONENT = 200;
const REST = 300;

/** The components of a stock on a day, of all pillars. */
export class ExplainedStock {
  readonly #components: ReadonlyMap<PillarName, readonly Component[]>;

  /** @param stock index of the stock in the cross-section; -1 where it has no score on the day, and so no components */
  constructor(day: DayScores, stock: number) {
    this.#components = new Map(
      PILLARS.map((pillar) => [pillar, stock === -1 ? [] : componentsOf(day, pillar, stock)]),
    );
  }

  /** How much memory it takes, by an estimate. */
  get bytes(): number {
    return [...this.#components.values()].reduce((sum, { length }) => sum + length * COMPONENT, REST);
  }

  /** Returns the components of a pillar, as `componentsOf` does. */
  components(pillar: PillarName): readonly Component[] {
    return this.#components.get(pillar) ?? [];
  }
}
