import type { Candidate } from '../../portfolios/fromScores/candidate.js';
import type { Ticker } from '../../scoring/names.js';
import { Account } from './account.js';
import type { BacktestResult, EquityPoint } from './backtestResult.js';
import type { BacktestRules } from './backtestRules.js';
import { drawStocks } from './drawStocks.js';
import { figuresOf } from './figuresOf.js';
import type { MarketSession } from './marketSession.js';
import { modelTargets } from './modelTargets.js';
import { mulberry32 } from './mulberry32.js';
import { ordersOf } from './ordersOf.js';
import { IndexQuote } from './indexQuote.js';
import { Quotes } from './quotes.js';
import { randomFigures } from './randomFigures.js';

/** How many random portfolios a backtest is held against, and what their draws begin with. */
export const RANDOM_PORTFOLIOS = 200;
export const RANDOM_SEED = 20260822;

type Targets = ReadonlyMap<Ticker, bigint>;

/**
 * What a model from scores would have done, session by session. It is told of one session at a time, so that nothing of the
 * future can be known.
 *
 * A session goes like this: what the sales of yesterday brought can be spent; splits and bonuses multiply shares; what is
 * taken for delisted is sold at its last price; orders for the model of yesterday replace what still waits; orders are traded
 * at the closes; the value is noted; and where a model is due, it is made of the scores of this close. Where no stock is good
 * enough, nothing is sold, and the former model stays.
 *
 * The random portfolios go by the same rules. Each draws as many stocks as the model has, from all that were scored, and
 * weighs them equally within the same caps.
 */
export class Simulation {
  readonly #rules: BacktestRules;
  readonly #quotes = new Quotes();
  readonly #index = new IndexQuote();
  readonly #random = mulberry32(RANDOM_SEED);
  readonly #account: Account;
  readonly #others: readonly Account[];
  readonly #points: EquityPoint[] = [];
  /** The models that are traded on the next session, one for each account; null: none. */
  #due: { readonly own: Targets; readonly others: readonly Targets[] } | null = null;
  #firstIndex: number | null = null;
  #models = 0;
  #withoutModel = 0;

  constructor(rules: BacktestRules) {
    this.#rules = rules;
    const { capital, costs } = rules;
    this.#account = new Account(capital, costs);
    this.#others = Array.from({ length: RANDOM_PORTFOLIOS }, () => new Account(capital, costs));
  }

  /** Takes a session before the first one, of which only the prices matter. */
  observe(session: MarketSession): void {
    this.#quotes.take(session);
    this.#index.take(session.index);
  }

  /** Whether a model is made at the close of the next session, so that its scores are needed. */
  get needsScores(): boolean {
    return this.#points.length % this.#rules.every === 0;
  }

  /** Takes the next session. It can be interrupted between any two portfolios, and has to be run to its end. */
  *take(session: MarketSession): Generator<void> {
    const makesModel = this.needsScores;
    const delisted = this.#quotes.take(session);
    this.#index.take(session.index);
    const due = this.#due;
    this.#due = null;
    const all = [this.#account, ...this.#others];
    for (const [at, account] of all.entries()) {
      const targets = at === 0 ? due?.own : due?.others[at - 1];
      this.#trade(account, session, delisted, targets);
      yield;
    }
    this.#note(session);
    if (makesModel) yield* this.#makeModels(session.scores);
  }

  /** Returns what was found up to the last session. */
  result(): BacktestResult {
    const last = this.#points.at(-1);
    const { costs, traded } = this.#account;
    return {
      points: [...this.#points],
      ...figuresOf(this.#points, traded),
      benchmark: last?.benchmark ?? null,
      costs,
      models: this.#models,
      withoutModel: this.#withoutModel,
      ...(last === undefined
        ? { randomMedian: null, randomShareBeaten: null }
        : randomFigures(
            this.#others.map((other) => other.valueAt(this.#quotes)),
            this.#rules.capital,
            last.value,
          )),
    };
  }

  #trade(
    account: Account,
    { actions }: MarketSession,
    delisted: readonly Ticker[],
    targets: Targets | undefined,
  ): void {
    const quotes = this.#quotes;
    account.settle();
    for (const [ticker, gone] of actions) account.apply(ticker, gone);
    for (const ticker of delisted) account.sellDelisted(ticker, quotes.priceOf(ticker) ?? 0n);
    if (targets !== undefined) account.order(ordersOf(targets, account, quotes, this.#rules.costs));
    account.trade(quotes);
  }

  #note({ day }: MarketSession): void {
    const index = this.#index.close;
    if (this.#points.length === 0) this.#firstIndex = index;
    const first = this.#firstIndex;
    const benchmark = index === null || first === null ? null : index / first - 1;
    this.#points.push({ day, value: this.#account.valueAt(this.#quotes), benchmark });
  }

  *#makeModels(scores: readonly Candidate[]): Generator<void> {
    const own = modelTargets(scores, this.#rules);
    if (own.size === 0) {
      this.#withoutModel++;
      return;
    }
    this.#models++;
    const rules = { ...this.#rules, weighting: 'EQUAL', minBand: 'AVOID', topN: own.size } as const;
    const others: Targets[] = [];
    for (let at = 0; at < this.#others.length; at++) {
      others.push(modelTargets(drawStocks(scores, own.size, this.#random), rules));
      yield;
    }
    this.#due = { own, others };
  }
}
