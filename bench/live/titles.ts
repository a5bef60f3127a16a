import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Contestant } from './contestant.js';

export const TITLES: Readonly<Record<Contestant['name'], string>> = {
  greyoak: 'GreyOak',
  raw: 'raw ws',
  graphqlWs: 'graphql-ws, type-graphql',
  yoga: 'graphql-yoga, SSE',
  mercurius: 'Mercurius',
};

const PACKAGES: Readonly<Record<Contestant['name'], readonly string[]>> = {
  greyoak: [],
  raw: ['ws'],
  graphqlWs: ['graphql-ws', 'type-graphql', '@graphql-yoga/subscription', 'ws'],
  yoga: ['graphql-yoga', '@graphql-yoga/subscription'],
  mercurius: ['mercurius', '@fastify/websocket', 'mqemitter'],
};

/** "raw ws: ws 8.23.0". */
export function versionsOf(name: Contestant['name']): string {
  const versions = PACKAGES[name].map((packageName) => `${packageName} ${versionOf(packageName)}`);
  return `${TITLES[name]}: ${versions.join(', ')}`;
}

/** Of the package that a peer finds, whatever it exports. */
function versionOf(packageName: string): string {
  for (const folder of createRequire(import.meta.url).resolve.paths(packageName) ?? []) {
    try {
      const text = readFileSync(join(folder, packageName, 'package.json'), 'utf8');
      return (JSON.parse(text) as { readonly version: string }).version;
    } catch {
      continue;
    }
  }
  return '(version not found)';
}
