import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Contestant } from './contestant.js';

const PACKAGES: Readonly<Record<Contestant['name'], readonly string[]>> = {
  greyoak: [],
  apollo: ['@apollo/server', 'type-graphql', 'kysely', 'dataloader'],
  yoga: ['graphql-yoga', 'dataloader'],
  mercurius: ['mercurius', 'fastify'],
  postgraphile: ['postgraphile'],
  postgraphileFlat: ['postgraphile'],
  fastifySql: ['fastify'],
  bareHttp: [],
};

const SHORT: Readonly<Record<Contestant['name'], string>> = {
  greyoak: 'GreyOak',
  apollo: 'Apollo standalone',
  yoga: 'graphql-yoga',
  mercurius: 'Mercurius, JIT',
  postgraphile: 'PostGraphile',
  postgraphileFlat: 'PostGraphile, columns',
  fastifySql: 'Fastify, one SQL',
  bareHttp: 'bare node:http',
};

export const TITLES: ReadonlyMap<string, string> = new Map(Object.entries(SHORT));

/** "Apollo standalone: @apollo/server 5.5.1, …". */
export function versionsOf(name: Contestant['name']): string {
  const versions = PACKAGES[name].map((packageName) => `${packageName} ${versionOf(packageName)}`);
  return `${SHORT[name]}${versions.length > 0 ? `: ${versions.join(', ')}` : ''}`;
}

/** Of the package that a peer finds, whatever it exports. */
function versionOf(packageName: string): string {
  const folders = createRequire(import.meta.url).resolve.paths(packageName) ?? [];
  for (const folder of folders) {
    try {
      const text = readFileSync(join(folder, packageName, 'package.json'), 'utf8');
      return (JSON.parse(text) as { readonly version: string }).version;
    } catch {
      continue;
    }
  }
  return '(version not found)';
}
