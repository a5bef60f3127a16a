import { readFileSync } from 'node:fs';

/** Returns the blocks of code of a document that are in a language. */
export function codeBlocks(path: string, language: string): string[] {
  const blocks = readFileSync(path, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms);
  return [...blocks].filter(([, one]) => one === language).map(([, , text]) => text);
}
