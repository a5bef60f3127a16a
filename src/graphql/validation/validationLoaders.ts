import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Mode } from '../../scoring/names.js';
import type { ValidationUniverse, ValidationWindow } from '../../validation/figures/names.js';
import type { ValidationFigures, Verdict } from '../../validation/figures/validationFigures.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Units of a stored validation, which is some 40 kB of JSON. */
export const VALIDATION_WORK = 100;

/** Names a validation that may be stored. */
export interface ValidationKey {
  readonly methodName: string;
  readonly mode: Mode;
  readonly horizon: number;
  readonly universe: ValidationUniverse;
  readonly window: ValidationWindow;
  /** 0 for all windows but YEAR. */
  readonly year: number;
}

export interface StoredValidation {
  readonly figures: ValidationFigures;
  readonly computedAt: string;
  readonly inputsHash: string;
}

/** Loads stored validations; null for one that is not stored. */
export function validationLoader({
  reads,
}: Sources): DataLoader<ValidationKey, StoredValidation | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ methodName, mode, horizon, universe, window, year }) => {
        const rows = await reads.rows(sql<StoredValidation>`
          SELECT result AS figures, computed_at AS "computedAt", inputs_hash AS "inputsHash"
          FROM validations JOIN validated_modes USING (method, mode)
          WHERE method = ${methodName} AND mode = ${mode} AND horizon = ${horizon}::int4 AND universe = ${universe}
            AND time_window = ${window} AND year = ${year}::int4`);
        return rows.at(0) ?? null;
      }),
    ),
  );
}

/** Loads the stored verdicts on modes of methods; null for a mode that was not validated. */
export function verdictLoader({
  reads,
}: Sources): DataLoader<Pick<ValidationKey, 'methodName' | 'mode'>, Verdict | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ methodName, mode }) => {
        const rows = await reads.rows(sql<{ readonly verdict: Verdict }>`
          SELECT verdict FROM validated_modes WHERE method = ${methodName} AND mode = ${mode}`);
        return rows.at(0)?.verdict ?? null;
      }),
    ),
  );
}
