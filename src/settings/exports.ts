import { resolve } from 'node:path';
import { z } from 'zod';
import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** The files that users take away (docs/exports.md). */
export const exports = {
  title: 'Exports',
  settings: {
    /** An absolute path; null: the folder `exports` in GREYOAK_HOME. */
    folder: {
      variable: 'EXPORTS_FOLDER',
      schema: z.string().transform((path) => (path === '' ? null : resolve(path))),
      expected: 'a path',
      default: '',
      description:
        'The folder of the files that createExport makes, the same for all processes; if unset, exports in GREYOAK_HOME.',
    },
    hours: wholeNumber('EXPORT_HOURS', {
      least: 1,
      most: 720,
      default: 24,
      unit: 'hours',
      description: 'How long the file of an export is kept and its link works.',
    }),
    waiting: wholeNumber('EXPORTS_WAITING', {
      least: 1,
      most: 100,
      default: 3,
      description: 'How many exports of a user may wait or run; createExport refuses more.',
    }),
    kept: wholeNumber('EXPORTS_KEPT', {
      least: 1,
      most: 1_000,
      default: 20,
      description:
        'How many exports of a user are kept and listed; each new one ends the oldest beyond them.',
    }),
  },
} satisfies Section;
