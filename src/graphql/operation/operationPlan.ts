import { getOperationAST, getVariableValues, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { decodeCursor } from '../../books/cursor.js';
import type { BookKey } from '../../books/dayBook.js';
import type { Snapshot } from '../../books/snapshot.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { CostMeter } from '../limits/cost.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { walkFields } from '../limits/walkFields.js';

/** What is known of an operation before it is executed. */
export interface OperationPlan {
  /** In points, at most (docs/limits.md). */
  readonly cost: number;
  /** The books that it looks into. */
  readonly books: readonly BookArguments[];
  /** Whether its answer is the same until something is committed. */
  readonly isCacheable: boolean;
  /** The days that it asks for; null where it asks for something of today, too. */
  readonly days: readonly IsoDate[] | null;
}

/** Names a book: that of a day, or of a cursor. */
export interface BookArguments {
  readonly mode: Mode;
  readonly on?: IsoDate | null;
  readonly after?: string | null;
}

/** Fields that look into the book of a mode and day. */
const OF_A_BOOK: ReadonlySet<string> = new Set([
  'Query.stocks',
  'Query.bands',
  'Query.whatIf',
  'Stock.score',
]);
/** Fields whose answer is about one day, and those about all days up to one. */
const ON_A_DAY: ReadonlySet<string> = new Set([
  ...OF_A_BOOK,
  'Stock.features',
  'Stock.fundamentals',
  'Stock.shareholding',
  'Sector.momentum',
]);
const UP_TO_A_DAY: ReadonlySet<string> = new Set(['Stock.scores', 'Stock.bars']);
/** What changes by more than imports and finished runs. */
const VOLATILE: ReadonlySet<string> = new Set(['Query.runs', 'Query.node', 'Query.nodes']);
/** What is about today, whatever day is asked for beside it. */
const OF_TODAY: ReadonlySet<string> = new Set(['Query.method', 'Query.sectors', 'Sector.stockCount']);

/** Arguments that the plan depends on; the plan is the same for every ticker, order or filter. */
const PLANNED_BY: ReadonlySet<string> = new Set(['first', 'ids', 'input', 'mode', 'on', 'to', 'after']);
/** All types with their fields, arguments and the types of these are some five thousand objects. */
const INTROSPECTION = 5_000;
/** Of one operation, by the values of these. */
const PLANS_KEPT = 20;

/** Plans operations; one that comes again, with the same pages and days, is not planned again. */
export class Planner {
  readonly #known = new WeakMap<DocumentNode, Planned>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** @throws UserError where fragments make the operation too long */
  planOf(
    document: DocumentNode,
    operationName: string | null,
    variables: Readonly<Record<string, unknown>>,
  ): OperationPlan {
    let planned = this.#known.get(document);
    if (planned === undefined) this.#known.set(document, (planned = new Planned(document)));
    const key = planned.keyOf(operationName, variables);
    const known = key === null ? undefined : planned.plans.get(key);
    if (known !== undefined) return known;
    const plan = planOf(this.schema, document, operationName, variables);
    // With faulty variables nothing is executed: that says nothing about others.
    if (key !== null && areFine(this.schema, document, operationName, variables)) {
      planned.plans.set(key, plan);
    }
    return plan;
  }
}

function areFine(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): boolean {
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  return getVariableValues(schema, variableDefinitions, variables, { maxErrors: 1 }).errors === undefined;
}

class Planned {
  readonly plans = new LRUCache<string, OperationPlan>({ max: PLANS_KEPT });
  /** Names of the variables whose values the plan depends on; of the others, whether they are there. */
  readonly #named: readonly string[];
  readonly #others: readonly string[];

  constructor(document: DocumentNode) {
    const all = new Set<string>();
    const names = new Set<string>();
    const addAll = (node: Parameters<typeof visit>[0]) =>
      visit(node, { Variable: ({ name }) => void names.add(name.value) });
    visit(document, {
      Variable: ({ name }) => void all.add(name.value),
      Argument: (argument) => {
        if (PLANNED_BY.has(argument.name.value)) addAll(argument);
      },
      Directive: (directive) => void addAll(directive),
    });
    this.#named = [...names];
    this.#others = [...all].filter((name) => !names.has(name));
  }

  /** Null for variables that are nested too deeply to be written. */
  keyOf(operationName: string | null, variables: Readonly<Record<string, unknown>>): string | null {
    const missing = this.#others.filter((name) => variables[name] === undefined || variables[name] === null);
    try {
      return JSON.stringify([operationName, this.#named.map((name) => variables[name] ?? null), missing]);
    } catch {
      return null;
    }
  }
}

function planOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): OperationPlan {
  const meter = new CostMeter();
  const books = new Map<string, BookArguments>();
  const days = new Set<IsoDate | null>();
  let isCacheable = true;
  walkFields(schema, document, operationName, variables, (visited) => {
    const { coordinate } = visited;
    meter.add(visited);
    if (VOLATILE.has(coordinate) || visited.parentType.name === 'Mutation') isCacheable = false;
    if (OF_TODAY.has(coordinate)) days.add(null);
    if (UP_TO_A_DAY.has(coordinate)) days.add((visited.args['to'] ?? null) as IsoDate | null);
    if (ON_A_DAY.has(coordinate)) days.add(argumentsOf(visited).on ?? null);
    if (OF_A_BOOK.has(coordinate)) {
      const { mode, on, after } = argumentsOf(visited);
      books.set(JSON.stringify([mode, on, after]), { mode, on: on ?? null, after: after ?? null });
    }
  });
  const named = [...days].filter((day) => day !== null);
  return {
    cost: Math.min(meter.points + introspections(document) * INTROSPECTION, Number.MAX_SAFE_INTEGER),
    books: [...books.values()],
    isCacheable,
    days: isCacheable && named.length === days.size ? named : null,
  };
}

/** Fields of a document that tell of the schema, however they are called. */
function introspections(document: DocumentNode): number {
  let count = 0;
  visit(document, {
    Field: ({ name }) => {
      if (name.value === '__schema' || name.value === '__type') count++;
    },
  });
  return count;
}

const argumentsOf = ({ args }: FieldVisit): BookArguments => (args['input'] ?? args) as BookArguments;

/** The books that a plan names, as of a snapshot. Those that are not there, or not named well, resolvers tell of. */
export function booksOf({ books }: OperationPlan, snapshot: Snapshot): BookKey[] {
  return books.flatMap(({ mode, on, after }) => {
    if (after !== null && after !== undefined) {
      try {
        return decodeCursor(after);
      } catch {
        return [];
      }
    }
    const scored = snapshot.scoredDay(mode, on ?? null);
    return scored === null ? [] : { runId: scored.runId, mode };
  });
}

/** Whether an operation asks for sessions before the newest scored one alone, each named. */
export function isOfClosedSessions({ days }: OperationPlan, { newestDay }: Snapshot): boolean {
  return days !== null && days.length > 0 && newestDay !== null && days.every((day) => day < newestDay);
}
