import { createRequire } from 'node:module';

/** The version of this program, as package.json states it. */
export const VERSION = (createRequire(import.meta.url)('../package.json') as { version: string }).version;
