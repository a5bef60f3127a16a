import type { DocumentStep } from '../names.js';
import { chunk } from './chunk.js';
import { clean } from './clean.js';
import { embed } from './embed.js';
import { extract } from './extract.js';
import { indexWords } from './indexWords.js';
import type { Step } from './step.js';
import { suggest } from './suggest.js';

/** What each step does. */
export const STEPS: Readonly<Record<DocumentStep, Step>> = {
  EXTRACT: extract,
  CLEAN: clean,
  CHUNK: chunk,
  EMBED: embed,
  INDEX: indexWords,
  SUGGEST: suggest,
};
