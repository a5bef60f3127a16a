import { componentsOf, type Component } from '../../scoring/explain.js';
import { PILLARS, type PillarName } from '../../scoring/names.js';
import { orNull } from '../../scoring/orNull.js';
import type { DayScores } from '../../scoring/scoreDay.js';

/** A component apart from its numbers; all of them are texts that every day shares. */
type Labels = Pick<Component, 'name' | 'state' | 'scoredBy'>;

/** How many numbers `pack` writes. */
const WIDTH = 15;
/** Bytes of the three labels of a component. */
const LABELS = 24;
/** Bytes of the object itself, its arrays and its entry in a cache. */
const OBJECTS = 700;

/**
 * The components of a stock on a day, of all pillars. They are packed, because as objects they would take twice the
 * memory: some four kilobytes instead of eight.
 */
export class ExplainedStock {
  readonly #labels: Readonly<Record<keyof Labels, readonly string[]>>;
  /** Numbers of each component in turn; NaN is null. */
  readonly #numbers: Float64Array;
  /** Of each pillar, in the order of PILLARS, the index of its first component; and the number of all. */
  readonly #starts: readonly number[];

  /** @param stock index of the stock in the cross-section; -1 where it has no score on the day, and so no components */
  constructor(day: DayScores, stock: number) {
    const all: Component[] = [];
    const starts = [0];
    for (const pillar of PILLARS) {
      if (stock !== -1) all.push(...componentsOf(day, pillar, stock));
      starts.push(all.length);
    }
    this.#starts = starts;
    this.#labels = {
      name: all.map(({ name }) => name),
      state: all.map(({ state }) => state),
      scoredBy: all.map(({ scoredBy }) => scoredBy),
    };
    this.#numbers = Float64Array.from(all.flatMap(pack));
  }

  /** How much memory it takes, by an estimate. */
  get bytes(): number {
    return OBJECTS + this.#labels.name.length * LABELS + this.#numbers.byteLength;
  }

  /** Returns the components of a pillar, as `componentsOf` does. */
  components(pillar: PillarName): Component[] {
    const place = PILLARS.indexOf(pillar);
    const start = this.#starts[place];
    return Array.from({ length: this.#starts[place + 1] - start }, (_, k) => this.#component(start + k));
  }

  #component(k: number): Component {
    const { name, state, scoredBy } = this.#labels;
    const labels = { name: name[k], state: state[k], scoredBy: scoredBy[k] } as Labels;
    return { ...labels, ...unpack(this.#numbers.subarray(k * WIDTH, (k + 1) * WIDTH)) };
  }
}

function pack(one: Component): number[] {
  return [
    ...[one.raw, one.value, one.sectorMedian, one.sectorStdev, one.sectorCount, one.z, one.points],
    ...[one.ofSector, one.ofMarket, one.sigma, one.alpha, one.rank, one.rankOf],
    ...[one.weight, Number(one.imputed)],
  ].map((number) => number ?? NaN);
}

function unpack(numbers: Float64Array): Omit<Component, keyof Labels> {
  const [raw, value, sectorMedian, sectorStdev, sectorCount, z, points, ...rest] = numbers;
  const [ofSector, ofMarket, sigma, alpha, rank, rankOf, weight, imputed] = rest;
  return {
    raw: orNull(raw),
    value: orNull(value),
    sectorMedian: orNull(sectorMedian),
    sectorStdev: orNull(sectorStdev),
    sectorCount: orNull(sectorCount),
    z: orNull(z),
    points: orNull(points),
    ofSector: orNull(ofSector),
    ofMarket: orNull(ofMarket),
    sigma: orNull(sigma),
    alpha: orNull(alpha),
    rank: orNull(rank),
    rankOf: orNull(rankOf),
    weight,
    imputed: imputed === 1,
  };
}
