import type { FactDataset } from '../datasets/dataset.js';
import { areSame } from '../datasets/factTable.js';
import type { ImportContext } from './columns.js';
import { conflicts } from './conflicts.js';
import { pickFacts, type FactsOnLines } from './factsOnLines.js';
import type { Refusal } from './refusal.js';
import { Refusals } from './refusals.js';
import { withoutContradictions } from './withoutContradictions.js';

/** A key that more than one row of a file has. */
interface Repeated {
  /** The place of its first fact. */
  readonly place: number;
  readonly lines: number[];
  conflicting: boolean;
}

/** Collects the facts of a file. Rows of one key with different values are refused, all of them. */
export class FactRows<Fact> {
  readonly #refusals: Refusals;
  // A file may have millions of facts, but few keys that occur twice: only these get an object of their own.
  readonly #places = new Map<string, number>();
  readonly #facts: Fact[] = [];
  readonly #lines: number[] = [];
  readonly #repeated = new Map<string, Repeated>();

  /** @param unit the word for what rows are counted in, for messages */
  constructor(
    private readonly file: string,
    private readonly dataset: FactDataset<string, Fact>,
    { limits }: Pick<ImportContext, 'limits'>,
    private readonly unit = 'lines',
  ) {
    this.#refusals = new Refusals(file, limits);
  }

  /** Takes a row that was read. */
  readonly row = (fact: Fact, line: number): void => {
    const key = this.dataset.keyOf(fact);
    const place = this.#places.get(key);
    if (place === undefined) {
      this.#places.set(key, this.#facts.push(fact) - 1);
      this.#lines.push(line);
      return;
    }
    let others = this.#repeated.get(key);
    if (others === undefined) {
      others = { place, lines: [this.#lines[place]], conflicting: false };
      this.#repeated.set(key, others);
    }
    others.lines.push(line);
    if (!this.#saysSame(this.#facts[place], fact)) others.conflicting = true;
  };

  /** Returns whether two facts of one key say the same. Of facts that differ in remarks, the first one counts. */
  #saysSame(a: Fact, b: Fact): boolean {
    const { table } = this.dataset;
    const tickers: string[] = [];
    const idOf = (ticker: string): number => {
      if (!tickers.includes(ticker)) tickers.push(ticker);
      return tickers.indexOf(ticker);
    };
    return areSame(table.cells(a, { idOf }), table.cells(b, { idOf }), table.remarks);
  }

  /** Takes a row that was refused. */
  readonly refused = (refusal: Refusal): void => this.#refusals.add(refusal);

  /** Returns the facts, and all rows that are not among them. Call it once. */
  finish(): FactsOnLines<Fact> & { readonly refusals: readonly Refusal[] } {
    const refused = new Set<number>();
    for (const [key, others] of this.#repeated) {
      if (!others.conflicting) continue;
      refused.add(others.place);
      const { file, dataset, unit } = this;
      conflicts(file, dataset.required[0], key, others.lines, unit).forEach(this.#refusals.add);
    }
    const all = { file: this.file, facts: this.#facts, lines: this.#lines };
    const taken = pickFacts(all, (_, place) => !refused.has(place));
    const { refusals: contradicting, ...consistent } = withoutContradictions(this.dataset, taken, []);
    contradicting.forEach(this.#refusals.add);
    return { ...consistent, refusals: this.#refusals.sorted() };
  }
}
