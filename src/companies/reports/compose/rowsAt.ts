import { placesAt, type Place } from './place.js';

/** Returns the rows at one path of each root, or at several paths one after the other. What is null is no row. */
export const rowsAt = (roots: readonly Place[], paths: string | readonly string[]): readonly Place[] =>
  (typeof paths === 'string' ? [paths] : paths)
    .flatMap((path) => roots.flatMap((root) => placesAt(root, path)))
    .filter(({ value }) => value !== null);
