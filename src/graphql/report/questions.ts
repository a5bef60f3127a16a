import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import type { ReportQuestion } from '../../companies/reports/asker.js';
import { UserError } from '../../userError.js';
import { Documents } from '../operation/documents.js';
import type { OperationPlan } from '../operation/operationPlan.js';
import type { ParsedOperation } from '../operation/parsedOperation.js';
import { Planner } from '../operation/planner.js';
import { resolveOperation } from '../operation/resolveOperation.js';

/** A question that may be executed. */
export interface PlannedQuestion {
  readonly name: string;
  readonly operation: ParsedOperation;
  readonly plan: OperationPlan;
}

const known = new WeakMap<GraphQLSchema, Questions>();

/** Reads and plans the questions of reports. A document is parsed and validated once. */
export class Questions {
  readonly #schema: GraphQLSchema;
  readonly #documents: Documents;
  readonly #planner: Planner;

  private constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    // Templates are ours, so their documents have no limits.
    this.#documents = new Documents({ schema, rules: [], maxTokens: Infinity });
    this.#planner = new Planner(schema);
  }

  /** Returns the questions of a schema: the same ones at each call. */
  static of(schema: GraphQLSchema): Questions {
    let questions = known.get(schema);
    if (questions === undefined) known.set(schema, (questions = new Questions(schema)));
    return questions;
  }

  /**
   * @throws Error for a document that is not one query which the schema can answer: that is a fault of the template
   * @throws UserError for variables that do not fit
   */
  plan({ name, document: text, variables }: ReportQuestion): PlannedQuestion {
    const document = this.#documents.read(text);
    if (!('kind' in document)) throw faulty(name, document[0].message);
    let operation: ParsedOperation;
    try {
      operation = resolveOperation(this.#schema, document, { operationName: null, variables });
    } catch (error) {
      if (!Array.isArray(error)) throw faulty(name, (error as Error).message);
      throw new UserError(`The question ${name} of the report is refused: ${(error as Error[])[0].message}`);
    }
    const kind = operation.operation.operation;
    if (kind !== OperationTypeNode.QUERY) throw faulty(name, `got a ${kind}`);
    return { name, operation, plan: this.#planner.planOf(operation) };
  }
}

const faulty = (name: string, reason: string): Error =>
  new Error(`Expected one query of the schema as the question ${name} of a report: ${reason}`);
