import type { GraphQLSchema } from 'graphql';
import type { Rights } from '../../access/caller.js';
import type { Scope } from '../../access/scopes.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { policyOf, type FieldPolicy } from '../fieldPolicy.js';
import { unitsOf } from '../limits/countedWork.js';
import { CostMeter } from '../limits/costMeter.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { walkFields } from '../limits/walkFields.js';
import { isOwned } from '../ownedTypes.js';
import { placesOf } from '../placesOf.js';
import type { ParsedOperation } from './parsedOperation.js';
import { ScopesNeeded } from './scopesNeeded.js';
import { takesSecrets } from './takesSecrets.js';

/** What is known about an operation before it is executed. */
export interface OperationPlan {
  /** The coordinates of its root fields, each once, such as `Query.stock`; without introspection. */
  readonly roots: readonly string[];
  /** The most units that it costs to execute (docs/limits.md). */
  readonly cost: number;
  /** The part of the cost that reading its arguments takes. */
  readonly inputs: number;
  /** The part of the cost that is for fields whose arguments are refused. */
  readonly refused: number;
  /** The scopes that it needs, each with the coordinates that need it. */
  readonly needs: ReadonlyMap<Scope, ReadonlySet<string>>;
  /** The coordinates by which it shows the schema. */
  readonly shownSchema: readonly string[];
  /** The books that it reads. */
  readonly books: readonly BookArguments[];
  /** The books of risks that it reads. */
  readonly risks: readonly RiskArguments[];
  /** Whether its answer is the same until something is committed, for callers with the same rights. */
  readonly mayBeKept: boolean;
  /** The days that it asks for; null where its answer must not be kept, or is about the present, too. */
  readonly days: readonly AskedDay[] | null;
  /** Whether arguments or directives are refused, so that the answer has errors. */
  readonly isRefused: boolean;
}

/** Names a book of risks by its day, or by a cursor. */
export interface RiskArguments {
  readonly on: IsoDate | null;
  readonly cursor: string | null;
}

/** Names a book by its mode, method and day, or by a cursor. */
export interface BookArguments extends RiskArguments {
  readonly mode: Mode;
  /** As the client named it; null: the served one. */
  readonly method: string | null;
}

/** A day that an operation asks for. */
export interface AskedDay {
  readonly on: IsoDate;
  /** The name of the method whose scores it asks for, as the client named it; null: the served one, or no scores. */
  readonly method: string | null;
}

/**
 * Plans an operation by the policies of its fields.
 *
 * Introspection needs no scope and may be kept, because the schema stays the same as long as the process runs. A field
 * without a policy, which only schemas of tests have, needs all scopes and is never kept.
 *
 * @param onVariable called with the name of each variable whose value the plan depends on
 * @throws UserError where the operation has too many selections
 */
export function planOperation(
  schema: GraphQLSchema,
  { document, operation, sent, variables }: ParsedOperation,
  onVariable?: (name: string) => void,
): OperationPlan {
  const meter = new CostMeter();
  const needs = new ScopesNeeded(schema);
  const books = new Map<string, BookArguments>();
  const risks = new Map<string, RiskArguments>();
  const days = new Map<string, AskedDay>();
  let isOfToday = false;
  const shownSchema = new Set<string>();
  const roots = new Set<string>();
  let isKept = true;
  let isRefused = false;
  walkFields(
    schema,
    document,
    operation.name?.value,
    sent,
    (visited) => {
      meter.add(visited);
      needs.add(visited);
      if (visited.parent === null) roots.add(visited.coordinate);
      for (const { field } of placesOf(schema, visited.parentType, visited.field)) {
        const policy = policyOf(field);
        if (policy === undefined || policy.freshness === 'VOLATILE' || isOwned(schema, field)) isKept = false;
        if (policy?.showsSchema === true) shownSchema.add(visited.coordinate);
        const day = dayOf(policy, visited);
        if (day === null) isOfToday = true;
        else if (day !== undefined) days.set(JSON.stringify([day.on, day.method]), day);
        if (policy?.reads === 'BOOK' || policy?.reads === 'RISKS') {
          const { mode, on = null, method = null, after, before } = argumentsOf(visited);
          const cursor = after ?? before ?? null;
          if (policy.reads === 'RISKS') risks.set(JSON.stringify([on, cursor]), { on, cursor });
          else books.set(JSON.stringify([mode, on, method, cursor]), { mode, on, method, cursor });
        }
      }
    },
    {
      ...(onVariable && { onVariable }),
      coerced: variables,
      onRefused: (_, times, field) => {
        isRefused = true;
        if (field !== null) needs.addField(field);
        meter.addRefused(times);
      },
      onIntrospection: (visited) => {
        meter.add(visited);
        needs.addCondition(visited);
        if (visited.field.name === '__typename') return;
        // The next version of the service may have another schema.
        isOfToday = true;
        if (visited.parent === null) shownSchema.add(visited.coordinate);
      },
    },
  );
  // The key of an answer has all variables that were sent, those of other operations of the document included.
  const mayBeKept = isKept && !isRefused && !takesSecrets(schema, document);
  return {
    roots: [...roots],
    cost: unitsOf(meter.most),
    inputs: meter.inputs,
    refused: meter.refused,
    needs: needs.all,
    shownSchema: [...shownSchema].sort(),
    books: [...books.values()],
    risks: [...risks.values()],
    mayBeKept,
    days: mayBeKept && !isOfToday ? [...days.values()] : null,
    isRefused,
  };
}

/** Returns those of the needed scopes that a caller lacks, with the coordinates that need them. */
export function missingScopes(needs: OperationPlan['needs'], { scopes }: Rights): OperationPlan['needs'] {
  return new Map([...needs].filter(([scope]) => !scopes.has(scope)));
}

/** Returns the day that a field is about; null where that is the newest one, undefined where its parent says. */
function dayOf(policy: FieldPolicy | undefined, visited: FieldVisit): AskedDay | null | undefined {
  const { on, to, method = null } = argumentsOf(visited);
  switch (policy?.freshness) {
    case 'DAY':
      return on ? { on, method } : null;
    case 'UP_TO_DAY':
      return to ? { on: to, method } : null;
    case 'TODAY':
      return null;
    default:
      return undefined;
  }
}

/** The arguments of a field that is about a day, or reads a book. */
interface ReadArguments {
  readonly mode: Mode;
  readonly on?: IsoDate | null;
  readonly to?: IsoDate | null;
  readonly method?: string | null;
  readonly after?: string | null;
  readonly before?: string | null;
}

function argumentsOf({ args }: FieldVisit): ReadArguments {
  return (args['input'] ?? args) as ReadArguments;
}
