import { getNamedType, isObjectType, type GraphQLSchema } from 'graphql';
import { SCOPES, type Scope } from '../../access/scopes.js';
import { policyOf, type FieldPolicy } from '../fieldPolicy.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import { scopeOfType, scopesOfTypes } from '../ownedTypes.js';
import { placesOf } from '../placesOf.js';
import { nodesOf } from '../relay/applyNodes.js';

/** Collects the scopes that the fields of an operation need, each with the coordinates that need it. */
export class ScopesNeeded {
  readonly #coordinates = new Map<Scope, Set<string>>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Adds what a field of the schema needs, with its arguments and what it may return. */
  add(visited: FieldVisit): void {
    this.addField(visited);
    for (const { coordinate, field } of placesOf(this.schema, visited.parentType, visited.field)) {
      this.#need(coordinate, ...(policyOf(field)?.scopes?.(visited) ?? []));
      for (const [argument, values] of Object.entries(policyOf(field)?.scopesOfArguments ?? {})) {
        for (const value of [valueAt(visited.args, argument)].flat().map(String)) {
          if (Object.hasOwn(values, value)) this.#need(`${coordinate}(${argument}:)`, values[value]);
        }
      }
    }
    const policy = policyOf(visited.field);
    for (const kind of policy?.kinds?.(visited) ?? []) {
      const node = nodesOf(this.schema).find(({ type }) => type === kind);
      const scopes = [node?.access, scopeOfType(this.schema, kind)].filter((scope) => scope !== undefined);
      this.#need(visited.coordinate, ...scopes);
    }
    this.addCondition(visited);
  }

  /** Adds what a field needs whatever its arguments are, so also where these are refused. */
  addField({ coordinate, field, parentType }: Pick<FieldVisit, 'coordinate' | 'field' | 'parentType'>): void {
    for (const place of placesOf(this.schema, parentType, field)) {
      this.#need(place.coordinate, ...scopesOf(policyOf(place.field)));
    }
    const { isOfCaller = false, kinds } = policyOf(field) ?? {};
    // The ids tell which of its types are returned.
    if (!isOfCaller && kinds === undefined) this.#need(coordinate, ...scopesOfTypes(this.schema, field));
  }

  /** Adds the scope of a type that a type condition reaches, be it only for `__typename`. */
  addCondition({ coordinate, parent, parentType }: FieldVisit): void {
    if (parent === null || !isObjectType(parentType)) return;
    const scope = scopeOfType(this.schema, parentType.name);
    if (scope !== undefined && getNamedType(parent.field.type) !== parentType) this.#need(coordinate, scope);
  }

  /** Returns the scopes with their coordinates, both in the order of the alphabet. */
  get all(): ReadonlyMap<Scope, ReadonlySet<string>> {
    const needed = [...this.#coordinates].sort(([one], [other]) => (one < other ? -1 : 1));
    return new Map(needed.map(([scope, coordinates]) => [scope, new Set([...coordinates].sort())]));
  }

  #need(coordinate: string, ...scopes: readonly Scope[]): void {
    for (const scope of scopes) {
      const coordinates = this.#coordinates.get(scope);
      if (coordinates === undefined) this.#coordinates.set(scope, new Set([coordinate]));
      else coordinates.add(coordinate);
    }
  }
}

/** Returns the value at the end of a path: an argument, and fields of inputs. */
function valueAt(args: FieldVisit['args'], path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (value as FieldVisit['args'] | null)?.[name], args);
}

/** A field without a policy, which only schemas of tests have, needs all scopes. */
function scopesOf(policy: FieldPolicy | undefined): readonly Scope[] {
  if (policy === undefined) return SCOPES;
  const { access } = policy;
  if (access === 'PUBLIC' || access === 'INHERIT') return [];
  return typeof access === 'string' ? [access] : access;
}
