import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { ROLES, scopesOf } from '../access/roles.js';
import type { Scope } from '../access/scopes.js';
import { markdownTable } from '../markdownTable.js';
import { policyOf, type FieldPolicy } from './fieldPolicy.js';
import { scopeOfType } from './ownedTypes.js';
import { nodesOf } from './relay/applyNodes.js';

const HEADER = ['coordinate', 'rule', 'from role'];

/**
 * Returns a Markdown table of every coordinate that has a rule, in the order of the alphabet: fields, types with owners,
 * and types whose objects are found by ids.
 */
export function rulesTable(schema: GraphQLSchema): string {
  const rows = Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) return [];
    const fields = Object.values(type.getFields()).map((field) => {
      const policy = policyOf(field);
      return [`${type.name}.${field.name}`, policy ? ruleOf(policy) : '', policy ? roleOf(policy) : ''];
    });
    return [...rulesOfType(schema, type.name), ...fields];
  });
  rows.sort(([one], [other]) => (one < other ? -1 : 1));
  return markdownTable([HEADER, ...rows.map(([coordinate, ...cells]) => [`\`${coordinate}\``, ...cells])]);
}

function rulesOfType(schema: GraphQLSchema, name: string): readonly string[][] {
  const owned = scopeOfType(schema, name);
  const node = nodesOf(schema).find(({ type }) => type === name);
  const rules = [
    ...(owned === undefined ? [] : [`\`${owned}\` wherever it is reached`]),
    ...(node === undefined ? [] : [`\`${node.access}\` by its id`]),
  ];
  if (rules.length === 0) return [];
  return [[name, rules.join('; '), roleWith([owned, node?.access].filter((scope) => scope !== undefined))]];
}

function ruleOf({ access, isOfCaller, isOwned, kinds, scopesOfArguments = {} }: FieldPolicy): string {
  const ofArguments = Object.entries(scopesOfArguments).flatMap(([name, scopes]) =>
    Object.entries(scopes).map(([value, scope]) => `\`${scope}\` for \`${name}: ${value}\``),
  );
  return [
    kinds === undefined
      ? [access]
          .flat()
          .map((scope) => `\`${scope}\``)
          .join(' and ')
      : 'that of each id, by its type',
    ...ofArguments,
    ...(isOwned ? ['owned'] : []),
    ...(isOfCaller ? ['of the caller itself'] : []),
  ].join('; ');
}

function roleOf({ access, kinds }: FieldPolicy): string {
  if (access === 'INHERIT' || kinds !== undefined) return '';
  return access === 'PUBLIC' ? 'everybody' : roleWith([access].flat());
}

/** Returns the first role that has all of some scopes. */
function roleWith(scopes: readonly Scope[]): string {
  return ROLES.find((role) => scopes.every((scope) => scopesOf(role).includes(scope))) ?? '';
}
