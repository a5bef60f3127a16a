import type { CallerKind } from '../../access/caller.js';
import type { ErrorCode } from '../errorCodes.js';

/** The results of operations that are refused, by the code of the refusal. */
const REFUSALS = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  RATE_LIMITED: 'rate_limited',
  COST_EXCEEDED: 'cost_exceeded',
} as const;

/** What became of an operation: it was answered without an error, refused for a reason, or had another error. */
export type OperationResult = 'answered' | 'failed' | (typeof REFUSALS)[keyof typeof REFUSALS];

/** The codes of errors that are failures of the service, and not of the operation. */
const FAILURES: ReadonlySet<unknown> = new Set([
  'INTERNAL_SERVER_ERROR',
  'OVERLOADED',
  'TIMEOUT',
] satisfies ErrorCode[]);

type Results = Record<OperationResult, number>;

/**
 * Counts operations of all transports since the start of the process, by the kind of their caller and their result. No
 * caller and no key is counted by itself, because there is no bound to their number.
 */
export class OperationCounts {
  readonly #byKind: Readonly<Record<CallerKind, Results>> = {
    ANONYMOUS: noResults(),
    LOCAL: noResults(),
    USER: noResults(),
    API_KEY: noResults(),
  };

  readonly #byRoot = new Map<string, number>();

  /** All operations since the start of the process, and those that failed for a reason of the service. */
  readonly total = { operations: 0, failures: 0 };

  get byKind(): Readonly<Record<CallerKind, Readonly<Results>>> {
    return this.#byKind;
  }

  /** How many operations had a root field, by its coordinate, such as `Query.stock`; without those that none had. */
  get byRoot(): ReadonlyMap<string, number> {
    return this.#byRoot;
  }

  /** @param roots the coordinates of the root fields of an operation, each once */
  ask(roots: readonly string[]): void {
    for (const root of roots) this.#byRoot.set(root, (this.#byRoot.get(root) ?? 0) + 1);
  }

  /** @param code of the first error; null for an answer without errors, undefined for an error without a code */
  count(kind: CallerKind, code: unknown): void {
    this.#byKind[kind][resultOf(code)]++;
    this.total.operations++;
    if (FAILURES.has(code)) this.total.failures++;
  }
}

function noResults(): Results {
  return { answered: 0, unauthenticated: 0, forbidden: 0, rate_limited: 0, cost_exceeded: 0, failed: 0 };
}

function resultOf(code: unknown): OperationResult {
  if (code === null) return 'answered';
  return isRefusal(code) ? REFUSALS[code] : 'failed';
}

const isRefusal = (code: unknown): code is keyof typeof REFUSALS =>
  typeof code === 'string' && Object.hasOwn(REFUSALS, code);
