import type { GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { planOperation, type OperationPlan } from './operationPlan.js';
import type { ParsedOperation } from './parsedOperation.js';
import { takesSecrets } from './takesSecrets.js';

/** Plans that are kept of one operation. */
const PLANS_KEPT = 20;
/** Characters of a key. Longer ones come of long inputs, which hardly repeat. */
const LONGEST_KEY = 2_000;

/**
 * Plans operations. The plan of an operation that was planned before is kept, for all values of those variables that it
 * does not depend on, such as a ticker. No plan is kept of an operation that is refused, or that takes secrets.
 */
export class Planner {
  readonly #known = new WeakMap<OperationDefinitionNode, KnownPlans>();

  constructor(private readonly schema: GraphQLSchema) {}

  /**
   * @param onPlan called before an operation is planned whose plan is not kept
   * @throws UserError where the operation has too many selections
   */
  planOf(parsed: ParsedOperation, onPlan: () => void = () => undefined): OperationPlan {
    const { document, operation } = parsed;
    const make = (onVariable?: (name: string) => void) => {
      onPlan();
      return planOperation(this.schema, parsed, onVariable);
    };
    // Plans are kept by values of variables.
    if (takesSecrets(this.schema, document)) return make();
    let plans = this.#known.get(operation);
    if (plans === undefined) this.#known.set(operation, (plans = new KnownPlans()));
    return plans.planOf(parsed, make);
  }
}

class KnownPlans {
  readonly #plans = new LRUCache<string, OperationPlan>({ max: PLANS_KEPT });
  /**
   * Variables whose values made a difference to a plan so far. For all others, it only matters whether they are given
   * and not null: null may be refused where a value is not.
   */
  readonly #decisive = new Set<string>();

  planOf(
    parsed: ParsedOperation,
    make: (onVariable: (name: string) => void) => OperationPlan,
  ): OperationPlan {
    const key = this.#keyOf(parsed);
    const known = key === null ? undefined : this.#plans.get(key);
    if (known !== undefined) return known;
    const plan = make((name) => this.#decisive.add(name));
    // The plan may have found more decisive variables.
    const newKey = plan.isRefused ? null : this.#keyOf(parsed);
    if (newKey !== null) this.#plans.set(newKey, plan);
    return plan;
  }

  /** Returns null for variables that are too long to be kept, or too deep to be written. */
  #keyOf({ operation: { variableDefinitions = [] }, variables }: ParsedOperation): string | null {
    const parts = variableDefinitions.map(({ variable: { name } }) => {
      // Null and left out differ where an argument has a default.
      if (!Object.hasOwn(variables, name.value)) return 'none';
      const value = variables[name.value];
      if (value === null) return null;
      return this.#decisive.has(name.value) ? [value] : 'any';
    });
    try {
      const key = JSON.stringify(parts);
      return key.length > LONGEST_KEY ? null : key;
    } catch {
      return null;
    }
  }
}
