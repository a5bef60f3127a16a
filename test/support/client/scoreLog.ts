import { setTimeout as wait } from 'node:timers/promises';
import { buildSchema, GraphQLError, type GraphQLSchema } from 'graphql';

interface ScoreEvent {
  readonly cursor: string;
  readonly score: {
    readonly stock: { readonly ticker: string };
    readonly value: number;
    readonly band: string;
  };
}

/** A log of events as the service keeps one, as small as can be; its cursors tell nothing. */
export class ScoreLog {
  readonly cursors: string[] = [];
  /** The `after` of each subscription. */
  readonly asked: (string | null)[] = [];
  /** Subscriptions that read now. */
  readers = 0;
  /** Events before `after` that a resumed subscription gets once more. */
  overlap = 0;
  /** Positions before it are not held any more. */
  oldest = 0;
  readonly #sleepers = new Set<() => void>();

  /** The cursor of the last event; null: there is none. */
  get end(): string | null {
    return this.cursors.at(-1) ?? null;
  }

  append(count: number): void {
    for (let added = 0; added < count; added++) {
      this.cursors.push(Buffer.from(`epoch:${this.cursors.length}`).toString('base64url'));
    }
    this.#wake();
  }

  /** Events one by one, with pauses in which sockets are written to. */
  async appendSlowly(count: number): Promise<void> {
    for (let added = 0; added < count; added++) {
      this.append(1);
      await wait(1);
    }
  }

  read(after: string | null): AsyncIterableIterator<{ scoreChanged: ScoreEvent }> {
    this.asked.push(after);
    let position = this.#positionAfter(after);
    let open = true;
    this.readers++;
    const iterator = {
      [Symbol.asyncIterator]: () => iterator,
      next: async () => {
        while (open && position >= this.cursors.length) {
          await new Promise<void>((resolve) => this.#sleepers.add(resolve));
        }
        if (!open) return { done: true, value: undefined } as const;
        const score = { stock: { ticker: 'SYNMETAL11.NS' }, value: position, band: 'HOLD' };
        const cursor = this.cursors[position++];
        return { done: false, value: { scoreChanged: { cursor, score } } } as const;
      },
      return: () => {
        if (open) this.readers--;
        open = false;
        this.#wake();
        return Promise.resolve({ done: true, value: undefined } as const);
      },
    };
    return iterator;
  }

  schema(): GraphQLSchema {
    const schema = buildSchema(/* GraphQL */ `
      type Stock {
        ticker: String!
      }
      type Score {
        stock: Stock!
        value: Int!
        band: String!
      }
      type ScoreEvent {
        cursor: ID!
        previousValue: Int
        score: Score!
        broken: Int!
      }
      input ScoreEventFilter {
        tickers: [String!]
      }
      type Run {
        state: String!
      }
      type Query {
        hello: String
      }
      type Subscription {
        scoreChanged(filter: ScoreEventFilter, after: ID): ScoreEvent
        runProgress: Run!
      }
    `);
    const fields = schema.getSubscriptionType()?.getFields() ?? {};
    fields['scoreChanged'].subscribe = (_, { after }: { after?: string }) => this.read(after ?? null);
    fields['runProgress'].subscribe = async function* () {
      for (const state of ['QUEUED', 'RUNNING', 'DONE', 'DONE']) yield { runProgress: { state } };
    };
    const query = schema.getQueryType()?.getFields() ?? {};
    query['hello'].resolve = () => 'world';
    return schema;
  }

  /** The error for a cursor that is not known, or not any more; an empty one asks for nothing. */
  refusal(after: string): GraphQLError | null {
    if (after === '' || this.cursors.indexOf(after) >= this.oldest) return null;
    const oldest = this.cursors[this.oldest] ?? null;
    return new GraphQLError('The cursor is too old.', { extensions: { code: 'CURSOR_EXPIRED', oldest } });
  }

  #positionAfter(after: string | null): number {
    if (after === null) return this.cursors.length;
    const refusal = this.refusal(after);
    if (refusal !== null) throw refusal;
    return Math.max(0, this.cursors.indexOf(after) + 1 - this.overlap);
  }

  #wake(): void {
    for (const wake of this.#sleepers) wake();
    this.#sleepers.clear();
  }
}
