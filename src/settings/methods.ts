import { z } from 'zod';
import { nameList } from './nameList.js';
import type { Section } from './section.js';

/** The methods that score (docs/operations.md). */
export const methods = {
  title: 'Methods',
  settings: {
    served: {
      variable: 'METHOD',
      schema: z.string(),
      expected: 'the name or the file of a method',
      default: 'greyoak-1.1',
      description:
        'The method that is served where a caller names none: a name such as greyoak-1.1, or a file. Another name has ' +
        'clients load their page again.',
    },
    scored: nameList(
      'METHODS',
      'All methods that are scored, by names and files with a comma between them; METHOD is always among them. One ' +
        'that is left out keeps its scores, and gets no new ones. Empty: METHOD, and on the sample market greyoak-1.1 and ' +
        'greyoak-2.0.',
    ),
  },
} satisfies Section;
