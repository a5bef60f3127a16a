import type pg from 'pg';
import type { Sessions } from '../market/calendar.js';
import { actions } from '../market/datasets/actions.js';
import { fundamentals } from '../market/datasets/fundamentals.js';
import { shareholding } from '../market/datasets/shareholding.js';
import { statements } from '../market/datasets/statements.js';
import type { Action, Figure, FundamentalsRow, Shareholding } from '../market/facts.js';
import type { FundamentalsHistory } from '../market/fundamentals.js';
import { fundamentalsHistory } from '../market/fundamentalsHistory.js';
import { byTicker } from '../market/grouping.js';
import { arePricesAdjusted } from '../market/store/marketKind.js';
import { factsAsRecorded } from '../market/store/recordFacts.js';
import { stockIds } from '../market/store/stockIds.js';
import { storedSessions } from '../market/store/storedCalendar.js';
import type { Derivations } from '../scoring/method.js';
import type { Ticker } from '../scoring/names.js';
import { derivationsKey } from './derivationsKey.js';

/** Datasets whose batches leave all of these facts as they are. */
const UNRELATED = ['prices', 'indices', 'events'];

interface Facts {
  readonly fundamentals: ReadonlyMap<Ticker, readonly FundamentalsRow[]>;
  readonly statements: ReadonlyMap<Ticker, readonly Figure[]>;
  readonly shareholding: ReadonlyMap<Ticker, readonly Shareholding[]>;
  readonly actions: ReadonlyMap<Ticker, readonly Action[]>;
  readonly sessions: Sessions;
  /** Whether prices were given as adjusted, so that actions do not apply to them. */
  readonly arePricesAdjusted: boolean;
}

/** Figures and shareholdings of all companies, and actions of their stocks, as recorded at a batch. */
export class BusinessFacts {
  /** By how metrics are derived, and by stock. */
  readonly #histories = new Map<string, Map<Ticker, FundamentalsHistory>>();

  private constructor(
    private readonly facts: Facts,
    /** How many rows they were read from. */
    readonly size: number,
  ) {}

  /** Reads them as recorded at a batch. */
  static async read(client: pg.ClientBase, batch: number): Promise<BusinessFacts> {
    const ids = await stockIds(client);
    const rows = {
      fundamentals: await factsAsRecorded(client, fundamentals.table, ids, batch),
      statements: await factsAsRecorded(client, statements.table, ids, batch),
      shareholding: await factsAsRecorded(client, shareholding.table, ids, batch),
      actions: await factsAsRecorded(client, actions.table, ids, batch),
    };
    const facts = {
      fundamentals: byTicker(rows.fundamentals),
      statements: byTicker(rows.statements),
      shareholding: byTicker(rows.shareholding),
      actions: byTicker(rows.actions),
      sessions: await storedSessions(client, ids, batch),
      arePricesAdjusted: await arePricesAdjusted(client),
    };
    const size = Object.values(rows).reduce((sum, { length }) => sum + length, 0);
    return new BusinessFacts(facts, size);
  }

  /** All companies that have figures or a shareholding. */
  get tickers(): Iterable<Ticker> {
    const { fundamentals, statements, shareholding } = this.facts;
    return new Set([...fundamentals.keys(), ...statements.keys(), ...shareholding.keys()]);
  }

  get sessions(): Sessions {
    return this.facts.sessions;
  }

  get arePricesAdjusted(): boolean {
    return this.facts.arePricesAdjusted;
  }

  /**
   * Returns the fundamentals of a company as a method derives them.
   *
   * @param derivations those of the method's parameters; undefined where it has none
   */
  history(ticker: Ticker, derivations: Derivations | undefined): FundamentalsHistory {
    const key = derivationsKey(derivations);
    let histories = this.#histories.get(key);
    if (histories === undefined) this.#histories.set(key, (histories = new Map()));
    let history = histories.get(ticker);
    if (history === undefined) {
      history = fundamentalsHistory(derivations, {
        rows: this.facts.fundamentals.get(ticker) ?? [],
        figures: this.figures(ticker),
        actions: this.actions(ticker),
        pricesAdjusted: this.arePricesAdjusted,
      });
      histories.set(ticker, history);
    }
    return history;
  }

  figures(ticker: Ticker): readonly Figure[] {
    return this.facts.statements.get(ticker) ?? [];
  }

  shareholding(ticker: Ticker): readonly Shareholding[] {
    return this.facts.shareholding.get(ticker) ?? [];
  }

  actions(ticker: Ticker): readonly Action[] {
    return this.facts.actions.get(ticker) ?? [];
  }

  /** Returns the actions that apply to the prices of a stock. */
  actionsOnPrices(ticker: Ticker): readonly Action[] {
    return this.arePricesAdjusted ? [] : this.actions(ticker);
  }
}

/** Finds the newest batch up to another one that may have changed business facts; 0 where there is none. */
export async function batchOfBusinessFacts(client: pg.ClientBase, batch: number): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    'SELECT coalesce(max(id), 0) AS id FROM batches WHERE id <= $1 AND NOT dataset = ANY ($2)',
    [batch, UNRELATED],
  );
  return rows[0].id;
}
