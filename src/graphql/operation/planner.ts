import { visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { planOperation, type OperationPlan } from './operationPlan.js';
import type { ParsedOperation } from './parsedOperation.js';

/** Plans that are kept of one document. */
const PLANS_KEPT = 20;
/** Characters of a key. Longer ones come of long inputs, which hardly repeat. */
const LONGEST_KEY = 2_000;

/**
 * Plans operations. The plan of an operation that was planned before is kept, for all values of those variables that it
 * does not depend on, such as a ticker.
 */
export class Planner {
  readonly #known = new WeakMap<DocumentNode, DocumentPlans>();

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @param onPlan called before an operation is planned whose plan is not kept
   * @throws UserError where the operation has too many selections
   */
  planOf(operation: ParsedOperation, onPlan: () => void = () => undefined): OperationPlan {
    const { document } = operation;
    let plans = this.#known.get(document);
    if (plans === undefined) this.#known.set(document, (plans = new DocumentPlans(document)));
    return plans.planOf(operation, (onVariable) => {
      onPlan();
      return planOperation(this.schema, operation, onVariable);
    });
  }
}

class DocumentPlans {
  readonly #plans = new LRUCache<string, OperationPlan>({ max: PLANS_KEPT });
  readonly #variables: readonly string[];
  /**
   * Variables whose values made a difference to a plan so far. For all others, it only matters whether they are given.
   */
  readonly #decisive = new Set<string>();

  constructor(document: DocumentNode) {
    const names = new Set<string>();
    visit(document, { Variable: ({ name }) => void names.add(name.value) });
    this.#variables = [...names];
  }

  planOf(
    operation: ParsedOperation,
    make: (onVariable: (name: string) => void) => OperationPlan,
  ): OperationPlan {
    const key = this.#keyOf(operation);
    const known = key === null ? undefined : this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = make((name) => this.#decisive.add(name));
    // The plan may have found more decisive variables. A refused operation says nothing about others.
    const newKey = plan.isExecutable ? this.#keyOf(operation) : null;
    if (newKey !== null) this.#plans.set(newKey, plan);
    return plan;
  }

  /** Returns null for variables that are too long to be kept, or too deep to be written. */
  #keyOf({ operationName, variables }: ParsedOperation): string | null {
    const parts = this.#variables.map((name) => {
      const value = variables[name];
      // Null and left out differ where there is a default.
      if (value === undefined) return 'none';
      if (value === null) return null;
      return this.#decisive.has(name) ? [value] : 'any';
    });
    try {
      const key = JSON.stringify([operationName, parts]);
      return key.length > LONGEST_KEY ? null : key;
    } catch {
      return null;
    }
  }
}
