import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { markdownTable } from '../markdownTable.js';
import { policyOf } from './fieldPolicy.js';
import { scopeOfType } from './ownedTypes.js';
import { nodesOf } from './relay/applyNodes.js';
import { roleOf } from './roleOf.js';
import { roleWith } from './roleWith.js';
import { ruleOf } from './ruleOf.js';

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
