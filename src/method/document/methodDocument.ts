import { carried } from './carried.js';
import { composite } from './composite.js';
import { confidence } from './confidence.js';
import type { Described } from './described.js';
import { features } from './features.js';
import { guardrails } from './guardrails.js';
import { hygiene } from './hygiene.js';
import { laterMethod } from './laterMethod.js';
import { methodFileRules } from './methodFileRules.js';
import { parametersTable } from './parametersTable.js';
import { penalty } from './penalty.js';
import { pillars } from './pillars.js';
import { pointInTime } from './pointInTime.js';
import { points } from './points.js';
import { sectorGroups } from './sectorGroups.js';
import { wrapped } from './wrapped.js';

/**
 * Writes the generated part of docs/method.md: every formula of the method, with the numbers of its parameters and, where
 * they differ, those of the other method. Sections have the numbers that the schema cites.
 */
export const methodDocument = (methods: Described): string =>
  wrapped(
    [
      pointInTime(),
      features(methods),
      hygiene(methods),
      points(methods),
      pillars(methods),
      composite(methods),
      penalty(methods),
      confidence(methods),
      guardrails(methods),
      carried(),
      sectorGroups(),
      methodFileRules(),
      parametersTable(methods),
      laterMethod(methods),
    ].join('\n'),
  );
