import {
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import type { Denial } from '../../access/audit/denials.js';
import type { Caller, Rights } from '../../access/caller.js';
import type { Snapshot } from '../../books/snapshot.js';
import type { Payer } from '../../live/payer.js';
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import type { GraphqlContext } from '../context.js';
import type { ErrorCode } from '../errorCodes.js';
import { BucketPayer } from '../limits/bucketPayer.js';
import { countSelections } from '../limits/countSelections.js';
import type { Charged, CostBuckets } from '../limits/costBuckets.js';
import { unitsOf } from '../limits/countedWork.js';
import { measureAnswer } from '../limits/measureAnswer.js';
import { PRICES } from '../limits/prices.js';
import { availableResult } from './availableResult.js';
import { booksOf } from './booksOf.js';
import { CompiledOperations } from './compiledOperations.js';
import { forbidden } from './forbidden.js';
import { introspectionOff } from './introspectionOff.js';
import { inTime } from './inTime.js';
import type { OperationOutcome } from './operationOutcome.js';
import type { OperationRequest } from './operationRequest.js';
import { missingScopes, type AskedDay, type OperationPlan } from './operationPlan.js';
import type { ParsedOperation } from './parsedOperation.js';
import { Planner } from './planner.js';
import { resolveOperation } from './resolveOperation.js';
import { dataText } from './resultText.js';
import { riskBooksOf } from './riskBooksOf.js';
import { subscriptionsElsewhere } from './subscriptionsElsewhere.js';
import type { TrustedDocuments } from './trustedDocuments.js';
import { Turns } from '../../async/turns.js';

/** Compiling takes some 0.1 ms for each selection, in which nothing else is done. Larger operations are interpreted. */
const MOST_COMPILED = 300;

/** An operation of so many units holds up all others for some milliseconds. */
const DEAR = 300;
/** Results of one subscription that are executed in one turn cost so many units at most. */
const UNITS_AT_ONCE = 300;
/** How many dear operations are executed at once; each of them holds up the others by its own milliseconds. */
const DEAR_AT_ONCE = 2;

export interface OperationLimits {
  /** The most units of an operation. */
  readonly maxCost: number;
  /** Documents whose operations may cost more; none where it is left out. */
  readonly trusted?: Pick<TrustedDocuments, 'has'>;
  /** The most units of one result of a subscription. */
  readonly maxEventCost: number;
  /** Whether operations may show the schema; true where it is left out. */
  readonly introspection?: boolean;
  /** The most bytes of the data of an answer. */
  readonly maxAnswerBytes: number;
  readonly timeoutMs: number;
  /** Returns what callers without credentials may do; without it, nothing. */
  readonly anonymous?: () => Rights;
  /** Called with the cause where an operation is refused because of the database. */
  readonly onUnavailable?: (cause: unknown) => void;
  /** Called with the root fields of each operation that is executed, or subscribed to. */
  readonly onAsked?: (roots: readonly string[]) => void;
  /** Called where an operation, or a field of one, is refused because the caller may not have it. */
  readonly onDenied?: (caller: Caller, denial: Denial) => void;
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
  readonly #onAsked: (roots: readonly string[]) => void;
  readonly #onDenied: (caller: Caller, denial: Denial) => void;
  readonly #showsSchema: boolean;
  readonly #dear = new Turns(DEAR_AT_ONCE);
  /** Selections of the operations of a document. */
  readonly #selections = new WeakMap<DocumentNode, ReturnType<typeof countSelections>>();
  /** The limit of the buckets, as the header RateLimit-Policy says it. */
  readonly policy: string;

  constructor(schema: GraphQLSchema, buckets: CostBuckets, limits: OperationLimits) {
    this.#schema = schema;
    this.#planner = new Planner(schema);
    this.#compiled = new CompiledOperations(schema);
    this.#buckets = buckets;
    this.#limits = limits;
    this.#showsSchema = limits.introspection ?? true;
    this.#onUnavailable = limits.onUnavailable ?? (() => undefined);
    this.#onAsked = limits.onAsked ?? (() => undefined);
    this.#onDenied = limits.onDenied ?? (() => undefined);
    this.policy = `"cost";q=${buckets.capacity};w=${Math.ceil(buckets.capacity / buckets.perSecond)}`;
  }

  /**
   * Executes the query or mutation that a request asks for of a valid document. A request that asks for none, or whose
   * variables do not fit, costs its errors, as it was charged before.
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
      const charge = (units: number) => this.chargeReading(context.caller, units);
      operation = resolveOperation(this.#schema, document, request, charge, !this.#showsSchema);
      if (operation.operation.operation === OperationTypeNode.SUBSCRIPTION) throw subscriptionsElsewhere();
    } catch (error) {
      this.chargeReading(context.caller, PRICES.error * (Array.isArray(error) ? error.length : 1));
      if (Array.isArray(error)) return { errors: error as GraphQLError[] };
      throw error;
    }
    return this.execute(operation, context);
  }

  /**
   * Executes a query or mutation.
   *
   * @param context names the caller, and gets the outcome; the signal of its reads aborts when the client goes away
   * @throws GraphQLError FORBIDDEN or COST_EXCEEDED before any work, TIMEOUT, OVERLOADED, or COST_EXCEEDED for an answer
   *   that is too large
   */
  async execute(operation: ParsedOperation, context: GraphqlContext): Promise<ExecutionResult> {
    const { books, caller, reads, snapshot } = context;
    const plan = this.#planOf(operation, caller);
    this.#admit(caller, operation, plan, this.#limits.maxCost, this.#limits.trusted);
    let charged = plan.cost;
    let actual: number | null = null;
    reads.onCharge = (units) => {
      this.#buckets.draw(caller.name, units);
      charged += units;
    };
    const isDear = plan.cost > DEAR;
    if (isDear) reads.outOfTurn = (wait) => this.#dear.outOfTurn(wait);
    try {
      const result = await inTime(
        this.#limits.timeoutMs,
        (signal) => {
          reads.signal = signal;
          const execute = async () => {
            await books.fetch(booksOf(plan, snapshot), riskBooksOf(plan, snapshot));
            // Books that could not be read in time would be read again, for an answer that is not sent.
            signal.throwIfAborted();
            const keepsData = operation.operation.operation === OperationTypeNode.MUTATION;
            const executed = await this.#execute(plan, operation, context, undefined, caller);
            const result = availableResult(executed, keepsData, this.#onUnavailable);
            this.#noteDenied(caller, operation, result.errors);
            actual = unitsOf({
              ...this.#measured(result),
              statements: reads.counts.statements,
              rows: reads.counts.rows,
              work: reads.counts.work + plan.inputs + unitsOfErrors(result, plan),
            });
            return result;
          };
          return isDear ? this.#dear.inTurn(execute) : execute();
        },
        reads.signal,
      );
      context.outcome.known = outcomeOf(plan, snapshot, this.#limits.anonymous?.() ?? null);
      const cost = {
        requested: plan.cost,
        actual: actual ?? charged,
        bucket: this.#buckets.capacity,
      };
      return withExtensions(result, { cost, ...kindOf(snapshot) });
    } finally {
      // Who reads a book first is not a matter of the operation, so that its cost does not show it.
      this.#buckets.settle(
        caller.name,
        charged,
        (actual ?? charged) + Math.ceil(books.loadedRows * PRICES.row),
      );
    }
  }

  /**
   * Admits a subscription: checks the caller's rights, and charges one result for its beginning. Its results are charged
   * as they are executed, off `payerOf`.
   *
   * @returns the units of one result
   * @throws GraphQLError FORBIDDEN or COST_EXCEEDED
   */
  admitSubscription(caller: Caller, operation: ParsedOperation): number {
    const plan = this.#planOf(operation, caller);
    this.#admit(caller, operation, plan, this.#limits.maxEventCost);
    return PRICES.result + plan.cost;
  }

  /** Returns what pays for the results of a caller's subscriptions: the bucket of its requests. */
  payerOf({ name }: Caller): Payer {
    return new BucketPayer(this.#buckets, name);
  }

  /** Returns how many results of a price are executed in one turn at most: some milliseconds of work. */
  resultsAtOnce(price: number): number {
    const units = Math.min(UNITS_AT_ONCE, this.#buckets.capacity / 4);
    return Math.max(1, Math.floor(units / price));
  }

  /** Whether an operation reads books of scores or risks. */
  readsBooks(operation: ParsedOperation): boolean {
    const { books, risks } = this.#planOf(operation);
    return books.length + risks.length > 0;
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
    const { books, caller, reads, snapshot } = context;
    const plan = this.#planOf(operation);
    // Only fields that are counted charge, and results with these are of one caller.
    reads.onCharge = (units) => this.#buckets.draw(caller.name, units);
    return inTime(this.#limits.timeoutMs, async (signal) => {
      reads.signal = signal;
      await books.fetch(booksOf(plan, snapshot), riskBooksOf(plan, snapshot));
      const results = await Promise.all(
        roots.map((root) => this.#execute(plan, operation, context, root, null)),
      );
      for (const result of results) this.#measured(result);
      const kind = kindOf(snapshot);
      return results.map((result) =>
        withExtensions(availableResult(result, false, this.#onUnavailable), kind),
      );
    });
  }

  /**
   * Charges an answer that takes no work but sending it, such as a kept one. The rights need no check, as they are part of
   * the key by which a kept answer was found.
   *
   * @param bytes the bytes of the answer
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeHit(caller: Caller, bytes: number): void {
    this.chargeReading(caller, PRICES.keptAnswer + bytes / PRICES.keptBytesPerUnit);
  }

  /**
   * Charges what stands before executing: receiving a request, reading and planning its document.
   *
   * @param units more than a full bucket count as a full one
   * @throws GraphQLError COST_EXCEEDED
   */
  chargeReading({ name }: Caller, units: number): void {
    this.#buckets.charge(name, Math.min(Math.ceil(units), this.#buckets.capacity));
  }

  /** Charges what stands before executing where enough units are left. @returns whether they were */
  mayRead({ name }: Caller, units: number): boolean {
    return this.#buckets.tryCharge(name, Math.ceil(units));
  }

  /** Returns what a caller may spend now. */
  left({ name }: Caller): Charged {
    return this.#buckets.left(name);
  }

  /** @param caller pays for compiling; null where compiling is not charged, as for the results of subscriptions */
  #execute(
    { isRefused }: OperationPlan,
    operation: ParsedOperation,
    context: GraphqlContext,
    root: unknown,
    caller: Caller | null,
  ): Promise<ExecutionResult> {
    const compiled = this.#compiled;
    const selections = this.#selectionsOf(operation);
    if (isRefused || selections > MOST_COMPILED) return compiled.interpret(operation, context, root);
    const mayCompile = () =>
      caller === null || this.#buckets.tryCharge(caller.name, selections * PRICES.compiled);
    return compiled.execute(operation, context, root, mayCompile);
  }

  /**
   * Writes the data of a result as JSON and returns how much it is.
   *
   * @throws GraphQLError COST_EXCEEDED where it is too large
   */
  #measured({ data }: ExecutionResult): ReturnType<typeof measureAnswer> {
    const most = this.#limits.maxAnswerBytes;
    const measured = measureAnswer(data, most);
    if (measured.bytes > most) throw tooLarge(most);
    if (!data) return measured;
    const bytes = Buffer.byteLength(dataText(data));
    if (bytes > most) throw tooLarge(most);
    return { ...measured, bytes };
  }

  #selectionsOf({ document, operation }: ParsedOperation): number {
    let counts = this.#selections.get(document);
    if (counts === undefined) this.#selections.set(document, (counts = countSelections(document)));
    return counts.get(operation) ?? 0;
  }

  /** @param caller pays for planning; null where it was paid */
  #planOf(operation: ParsedOperation, caller: Caller | null = null): OperationPlan {
    try {
      return this.#planner.planOf(operation, () => {
        if (caller !== null) this.chargeReading(caller, this.#selectionsOf(operation) * PRICES.planned);
      });
    } catch (error) {
      if (error instanceof UserError) throw codedError('BAD_USER_INPUT', error.message, { status: 400 });
      throw error;
    }
  }

  /** Notes what of an operation was refused for want of rights. */
  #noteDenied(
    caller: Caller,
    { operation: { name } }: ParsedOperation,
    errors: readonly GraphQLError[] = [],
  ): void {
    for (const { extensions } of errors) {
      if (extensions['code'] !== ('FORBIDDEN' satisfies ErrorCode)) continue;
      const { scopes, coordinates } = extensions as Partial<Denial>;
      this.#onDenied(caller, {
        ...{ code: 'FORBIDDEN', operationName: name?.value ?? null },
        ...(scopes !== undefined && { scopes }),
        ...(coordinates !== undefined && { coordinates }),
      });
    }
  }

  #admit(
    caller: Caller,
    operation: ParsedOperation,
    plan: OperationPlan,
    maxCost: number,
    trusted?: OperationLimits['trusted'],
  ): void {
    const { name, rights } = caller;
    const missing = missingScopes(plan.needs, rights);
    if (missing.size > 0) {
      const error = forbidden(missing, caller);
      this.#noteDenied(caller, operation, [error]);
      throw error;
    }
    if (!this.#showsSchema && plan.shownSchema.length > 0) throw introspectionOff(plan.shownSchema);
    if (plan.cost > maxCost && !trusted?.has(operation.document)) throw tooDear(plan.cost, maxCost);
    this.#buckets.charge(name, plan.cost);
    this.#onAsked(plan.roots);
  }
}

/** An answer tells one of many errors where they leave no place for another. */
function unitsOfErrors({ errors }: ExecutionResult, { refused }: OperationPlan): number {
  return errors === undefined ? 0 : Math.max(errors.length * PRICES.error, refused);
}

function outcomeOf(
  { days, mayBeKept, needs, roots }: OperationPlan,
  snapshot: Snapshot,
  anonymous: Rights | null,
): OperationOutcome {
  const isClosed = ({ on, method }: AskedDay): boolean => {
    const newestDay = snapshot.newestDay(method);
    return newestDay !== null && on < newestDay;
  };
  return {
    roots,
    mayBeKept,
    isOfClosedSessions: days !== null && days.length > 0 && days.every(isClosed),
    isPublic: mayBeKept && anonymous !== null && missingScopes(needs, anonymous).size === 0,
  };
}

function tooLarge(limit: number): GraphQLError {
  return codedError(
    'COST_EXCEEDED',
    `Expected an answer of at most ${limit} bytes, got a larger one: ask for fewer fields, shorter lists or ` +
      'fewer aliases.',
    { status: 400, details: { limitBytes: limit } },
  );
}

function tooDear(cost: number, limit: number): GraphQLError {
  return codedError(
    'COST_EXCEEDED',
    `Expected an operation of at most ${limit} cost units, got one of ${cost}: ` +
      'ask for fewer fields, shorter lists or fewer aliases.',
    { status: 400, details: { cost, limit } },
  );
}

/** Returns what each answer says of its store: nothing of one with a real market. */
const kindOf = ({ isSynthetic }: Pick<Snapshot, 'isSynthetic'>): object =>
  isSynthetic ? { synthetic: true } : {};

function withExtensions(result: ExecutionResult, more: object): ExecutionResult {
  const extensions = { ...result.extensions, ...more };
  return Object.keys(extensions).length === 0 ? result : { ...result, extensions };
}
