import {
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { ANONYMOUS_RIGHTS, type Caller } from '../../access/caller.js';
import type { Snapshot } from '../../books/snapshot.js';
import type { Payer } from '../../live/payer.js';
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import { actualCost } from '../limits/actualCost.js';
import { BucketPayer } from '../limits/bucketPayer.js';
import type { Charged, CostBuckets } from '../limits/costBuckets.js';
import type { Reading } from '../limits/readDocument.js';
import { availableResult } from './availableResult.js';
import { booksOf } from './booksOf.js';
import { CompiledOperations } from './compiledOperations.js';
import { inTime } from './inTime.js';
import type { OperationOutcome } from './operationOutcome.js';
import type { OperationRequest } from './operationRequest.js';
import { missingScopes, type OperationPlan } from './operationPlan.js';
import type { ParsedOperation } from './parsedOperation.js';
import { Planner } from './planner.js';
import { resolveOperation } from './resolveOperation.js';
import { subscriptionsElsewhere } from './subscriptionsElsewhere.js';
import { Turns } from '../../async/turns.js';

/** Documents up to this size are read for free. Nearly all documents are smaller. */
const FREE: Reading = { tokens: 500, comparisons: 1_000 };
/** Reading a token of the dearest documents takes some ten times as long as answering with an object. */
const POINTS_PER_TOKEN = 10;

/** An operation of so many points holds up all others for some milliseconds. */
const DEAR = 3_000;
/** Results of one subscription that are executed in one turn cost so many points at most. */
const POINTS_AT_ONCE = 2_000;
/** How many dear operations are executed at once; each of them holds up the others by its own milliseconds. */
const DEAR_AT_ONCE = 2;

export interface OperationLimits {
  /** The most points of an operation. */
  readonly maxCost: number;
  /** The most points of one result of a subscription. */
  readonly maxEventCost: number;
  readonly timeoutMs: number;
  /** Called with the cause where an operation is refused because of the database. */
  readonly onUnavailable?: (cause: unknown) => void;
}

/**
 * Executes operations within limits. Before an operation is executed, the caller's rights are checked and its cost is
 * charged; the time that it takes is bounded.
 */
export class Operations {
  readonly #schema: GraphQLSchema;
  readonly #planner: Planner;
  readonly #compiled: CompiledOperations;
  readonly #buckets: CostBuckets;
  readonly #limits: OperationLimits;
  readonly #onUnavailable: (cause: unknown) => void;
  readonly #dear = new Turns(DEAR_AT_ONCE);
  /** The limit of the buckets, as the header RateLimit-Policy says it. */
  readonly policy: string;

  constructor(schema: GraphQLSchema, buckets: CostBuckets, limits: OperationLimits) {
    this.#schema = schema;
    this.#planner = new Planner(schema);
    this.#compiled = new CompiledOperations(schema);
    this.#buckets = buckets;
    this.#limits = limits;
    this.#onUnavailable = limits.onUnavailable ?? (() => undefined);
    this.policy = `"cost";q=${buckets.capacity};w=${Math.ceil(buckets.capacity / buckets.perSecond)}`;
  }

  /**
   * Executes the query or mutation that a request asks for of a valid document. A request that asks for none, or whose
   * variables do not fit, costs one point.
   *
   * @param context names the caller, and gets the outcome
   * @returns errors without data where the variables do not fit
   * @throws GraphQLError for a request that asks for no operation of the document or for a subscription, and as `execute`
   */
  async answer(
    document: DocumentNode,
    request: Pick<OperationRequest, 'operationName' | 'variables'>,
    context: GraphqlContext,
  ): Promise<ExecutionResult> {
    let operation: ParsedOperation;
    try {
      operation = resolveOperation(this.#schema, document, request);
      if (operation.operation.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionsElsewhere();
    } catch (error) {
      this.#buckets.charge(context.caller.name, 1);
      if (Array.isArray(error)) return { errors: error as GraphQLError[] };
      throw error;
    }
    return this.execute(operation, context);
  }

  /**
   * Executes a query or mutation.
   *
   * @param context names the caller, and gets the outcome; the signal of its reads aborts when the client goes away
   * @throws GraphQLError FORBIDDEN or COST_EXCEEDED before any work, TIMEOUT, OVERLOADED
   */
  async execute(operation: ParsedOperation, context: GraphqlContext): Promise<ExecutionResult> {
    const { books, caller, reads, snapshot } = context;
    const plan = this.#planOf(operation);
    this.#admit(caller, plan, this.#limits.maxCost);
    let actual = plan.cost;
    try {
      const result = await inTime(
        this.#limits.timeoutMs,
        (signal) => {
          reads.signal = signal;
          const execute = async () => {
            await books.fetch(booksOf(plan, snapshot));
            // Books that could not be read in time would be read again, for an answer that is not sent.
            signal.throwIfAborted();
            const keepsData = operation.operation.operation === OperationTypeNode.MUTATION;
            return availableResult(
              await this.#execute(plan, operation, context),
              keepsData,
              this.#onUnavailable,
            );
          };
          return plan.cost > DEAR ? this.#dear.inTurn(execute) : execute();
        },
        reads.signal,
      );
      actual = Math.min(plan.cost, actualCost(result.data, reads.counts.rows));
      context.outcome.known = outcomeOf(plan, snapshot, caller);
      const cost = { requested: plan.cost, actual, bucket: this.#buckets.capacity };
      return { ...result, extensions: { ...result.extensions, cost } };
    } finally {
      this.#buckets.refund(caller.name, plan.cost - actual);
    }
  }

  /**
   * Admits a subscription: checks the caller's rights, and charges one result for its beginning. Its results are charged
   * as they are executed, off `payerOf`.
   *
   * @returns the points of one result
   * @throws GraphQLError FORBIDDEN or COST_EXCEEDED
   */
  admitSubscription(caller: Caller, operation: ParsedOperation): number {
    const plan = this.#planOf(operation);
    this.#admit(caller, plan, this.#limits.maxEventCost);
    return plan.cost;
  }

  /** Returns what pays for the results of a caller's subscriptions: the bucket of its requests. */
  payerOf({ name }: Caller): Payer {
    return new BucketPayer(this.#buckets, name);
  }

  /** Returns how many results of a price are executed in one turn at most: some milliseconds of work. */
  resultsAtOnce(price: number): number {
    const points = Math.min(POINTS_AT_ONCE, this.#buckets.capacity / 4);
    return Math.max(1, Math.floor(points / price));
  }

  /** Whether an operation reads books of scored days. */
  readsBooks(operation: ParsedOperation): boolean {
    return this.#planOf(operation).books.length > 0;
  }

  /**
   * Executes a subscription on each of its roots, all with the same context.
   *
   * @throws GraphQLError TIMEOUT, OVERLOADED
   */
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
      const results = await Promise.all(roots.map((root) => this.#execute(plan, operation, context, root)));
      return results.map((result) => availableResult(result, false, this.#onUnavailable));
    });
  }

  /**
   * Charges an answer that takes no work but sending it, such as a kept one. The rights need no check, as they are part of
   * the key by which a kept answer was found.
   *
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeHit({ name }: Caller): void {
    this.#buckets.charge(name, 1);
  }

  /**
   * Charges a document that was read for the first time, if it is a long one.
   *
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeReading({ name }: Caller, { tokens, comparisons }: Reading): void {
    const points =
      Math.max(0, tokens - FREE.tokens) * POINTS_PER_TOKEN + Math.max(0, comparisons - FREE.comparisons);
    if (points > 0) this.#buckets.charge(name, Math.min(points, this.#buckets.capacity));
  }

  /** Returns what a caller may spend now. */
  left({ name }: Caller): Charged {
    return this.#buckets.left(name);
  }

  #execute(
    { isRefused }: OperationPlan,
    operation: ParsedOperation,
    context: GraphqlContext,
    root?: unknown,
  ): Promise<ExecutionResult> {
    const compiled = this.#compiled;
    return isRefused
      ? compiled.interpret(operation, context, root)
      : compiled.execute(operation, context, root);
  }

  #planOf(operation: ParsedOperation): OperationPlan {
    try {
      return this.#planner.planOf(operation);
    } catch (error) {
      if (error instanceof UserError) throw codedError('BAD_USER_INPUT', error.message, { status: 400 });
      throw error;
    }
  }

  #admit({ name, rights }: Caller, plan: OperationPlan, maxCost: number): void {
    const missing = missingScopes(plan.needs, rights);
    if (missing.size > 0) throw forbidden(missing);
    if (plan.cost > maxCost) throw tooDear(plan.cost, maxCost);
    this.#buckets.charge(name, plan.cost);
  }
}

function outcomeOf(
  { days, mayBeKept }: OperationPlan,
  { newestDay }: Snapshot,
  { rights }: Caller,
): OperationOutcome {
  return {
    mayBeKept,
    isOfClosedSessions:
      days !== null && days.length > 0 && newestDay !== null && days.every((day) => day < newestDay),
    isPublic: rights.key === ANONYMOUS_RIGHTS.key,
  };
}

function forbidden(missing: OperationPlan['needs']): GraphQLError {
  const scopes = [...missing.keys()];
  const coordinates = [...new Set([...missing.values()].flatMap((needing) => [...needing]))];
  return codedError(
    'FORBIDDEN',
    `Expected a caller with the scope ${scopes.join(' and ')}, which ${coordinates.join(', ')} ` +
      `${coordinates.length > 1 ? 'need' : 'needs'}, got one without: ask for it, or leave these fields out.`,
    { status: 403, details: { coordinates, scopes } },
  );
}

function tooDear(cost: number, limit: number): GraphQLError {
  return codedError(
    'COST_EXCEEDED',
    `Expected an operation of at most ${limit} points, got one of ${cost}: ` +
      'ask for fewer fields, shorter lists or fewer aliases.',
    { status: 400, details: { cost, limit } },
  );
}
