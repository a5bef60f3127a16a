import type { FieldPolicy } from './fieldPolicy.js';

/** Returns who may read a field, in Markdown. */
export function ruleOf({ access, isOfCaller, isOwned, kinds, scopesOfArguments = {} }: FieldPolicy): string {
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
