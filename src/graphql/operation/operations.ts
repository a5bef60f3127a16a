import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { actualCost } from '../limits/actualCost.js';
import type { Charged, CostBuckets } from '../limits/costBuckets.js';
import { CompiledOperations, type ParsedOperation } from './compiledOperations.js';
import { inTime } from './inTime.js';
import { Turns } from '../../async/turns.js';
import { booksOf, isOfClosedSessions, Planner, type OperationPlan } from './operationPlan.js';

/** What it takes to parse and validate a document. */
export interface Reading {
  readonly tokens: number;
  /** Pairs of fields that are compared. */
  readonly comparisons: number;
}

/** Documents of this size are read for nothing: nearly all are smaller. */
const FREE: Reading = { tokens: 500, comparisons: 1_000 };
/** Reading a token of the dearest documents takes some ten times as long as answering with an object. */
const POINTS_PER_TOKEN = 10;

/** An operation of so many points holds up all others for some milliseconds, */
const DEAR = 3_000;
/** and several at once would for as many times that. */
const DEAR_AT_ONCE = 2;

export interface OperationLimits {
  /** The dearest operation, in points. */
  readonly maxCost: number;
  /** The dearest result of a subscription, in points. */
  readonly maxEventCost: number;
  readonly timeoutMs: number;
}

/** What one operation came to, beside its answer. */
export interface OperationOutcome {
  /** Whether the answer is the same until something is committed. */
  readonly isCacheable: boolean;
  /** Whether it is about former sessions only. */
  readonly isOfClosedSessions: boolean;
}

/** Executes operations within limits: what they cost is charged before, and how long they take is bounded. */
export class Operations {
  readonly #planner: Planner;
  readonly #compiled: CompiledOperations;
  readonly #buckets: CostBuckets;
  readonly #limits: OperationLimits;
  readonly #dear = new Turns(DEAR_AT_ONCE);
  /** Of the buckets, as the header RateLimit-Policy says it. */
  readonly policy: string;

  constructor(schema: GraphQLSchema, buckets: CostBuckets, limits: OperationLimits) {
    this.#planner = new Planner(schema);
    this.#compiled = new CompiledOperations(schema);
    this.#buckets = buckets;
    this.#limits = limits;
    this.policy = `"cost";q=${buckets.capacity};w=${Math.ceil(buckets.capacity / buckets.perSecond)}`;
  }

  /**
   * @param context gets the outcome
   * @throws GraphQLError COST_EXCEEDED or TIMEOUT
   */
  async execute(operation: ParsedOperation, context: GraphqlContext): Promise<ExecutionResult> {
    const { books, caller, reads, snapshot } = context;
    const plan = this.#planOf(operation);
    const { maxCost } = this.#limits;
    if (plan.cost > maxCost) throw tooDear(plan.cost, maxCost);
    this.#buckets.charge(caller, plan.cost);
    let actual = plan.cost;
    try {
      const result = await inTime(this.#limits.timeoutMs, (signal) => {
        reads.signal = signal;
        const execute = async () => {
          await books.fetch(booksOf(plan, snapshot));
          // Where its time is up, it would read for nobody: books that failed are asked for again.
          signal.throwIfAborted();
          return this.#compiled.execute(operation, context);
        };
        return plan.cost > DEAR ? this.#dear.inTurn(execute) : execute();
      });
      actual = Math.min(plan.cost, actualCost(result.data, reads.counts.rows));
      context.outcome.known = {
        isCacheable: plan.isCacheable,
        isOfClosedSessions: isOfClosedSessions(plan, snapshot),
      };
      const cost = { requested: plan.cost, actual, bucket: this.#buckets.capacity };
      return { ...result, extensions: { ...result.extensions, cost } };
    } finally {
      this.#buckets.refund(caller, plan.cost - actual);
    }
  }

  /**
   * Charges a subscription for one result. Those that follow are not charged: they are computed once for all who
   * ask for the same, and so they may cost less.
   *
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeSubscription(caller: string, operation: ParsedOperation): void {
    const { cost } = this.#planOf(operation);
    const { maxEventCost } = this.#limits;
    if (cost > maxEventCost) throw tooDear(cost, maxEventCost);
    this.#buckets.charge(caller, cost);
  }

  /** Whether an operation looks into books of scored days. */
  readsBooks(operation: ParsedOperation): boolean {
    return this.#planOf(operation).books.length > 0;
  }

  /** Executes a subscription on each of its roots, all with the same context. */
  async executeOn(
    roots: readonly unknown[],
    operation: ParsedOperation,
    context: GraphqlContext,
  ): Promise<readonly ExecutionResult[]> {
    const { books, reads, snapshot } = context;
    const plan = this.#planOf(operation);
    return inTime(this.#limits.timeoutMs, async (signal) => {
      reads.signal = signal;
      await books.fetch(booksOf(plan, snapshot));
      return Promise.all(roots.map((root) => this.#compiled.execute(operation, context, root)));
    });
  }

  #planOf({ document, operationName, variables }: ParsedOperation): OperationPlan {
    try {
      return this.#planner.planOf(document, operationName, variables);
    } catch (error) {
      if (error instanceof UserError) throw codedError('BAD_USER_INPUT', error.message, { status: 400 });
      throw error;
    }
  }

  /**
   * Charges an answer that was computed before, which takes nothing but sending it.
   *
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeHit(caller: string): void {
    this.#buckets.charge(caller, 1);
  }

  /**
   * Charges a long document that did not come before: it is parsed and validated, whatever becomes of it then.
   *
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeReading(caller: string, { tokens, comparisons }: Reading): void {
    const points =
      Math.max(0, tokens - FREE.tokens) * POINTS_PER_TOKEN + Math.max(0, comparisons - FREE.comparisons);
    if (points > 0) this.#buckets.charge(caller, Math.min(points, this.#buckets.capacity));
  }

  /** What a caller may spend now. */
  left(caller: string): Charged {
    return this.#buckets.left(caller);
  }
}

function tooDear(cost: number, limit: number): GraphQLError {
  return codedError(
    'COST_EXCEEDED',
    `Expected an operation of at most ${limit} points, got one of ${cost}: ` +
      'ask for fewer fields, shorter lists or fewer aliases.',
    { status: 400, details: { cost, limit } },
  );
}
