import { z } from 'zod';
import { DEFAULT_QUORUM } from '../market/quorum.js';
import type { Section } from './section.js';

/** Which sessions of the exchange are scored (docs/import.md). */
export const sessions = {
  title: 'Sessions of the exchange',
  settings: {
    quorum: {
      variable: 'SESSION_QUORUM',
      schema: z
        .string()
        .regex(/^\d(\.\d+)?$/)
        .transform(Number)
        .pipe(z.number().min(0).max(1)),
      expected: 'a number from 0 to 1',
      default: String(DEFAULT_QUORUM),
      description:
        'The share of the stocks with a bar on the session before that must have one for a session to be scored, the same for all processes; 0 scores every session with a bar.',
    },
  },
} satisfies Section;
