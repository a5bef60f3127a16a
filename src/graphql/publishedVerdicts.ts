import { readFileSync } from 'node:fs';
import type { Mode } from '../scoring/names.js';

/** A verdict of docs/validation.md. */
export interface PublishedVerdict {
  readonly methodName: string;
  readonly mode: Mode;
  readonly evidence: string;
  readonly sentence: string;
}

const FILE = new URL('../../config/verdicts.json', import.meta.url);

/** Returns the published verdicts on a mode as sentences, one for each method. */
export function publishedVerdicts(mode: Mode): string {
  const verdicts = JSON.parse(readFileSync(FILE, 'utf8')) as readonly PublishedVerdict[];
  return verdicts
    .filter((one) => one.mode === mode)
    .map(({ methodName, evidence, sentence }) => `${evidence} for ${methodName}: ${sentence}`)
    .join(' ');
}
