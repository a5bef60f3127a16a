import { placesAt, type Place } from './place.js';

/** Returns the rows at one path, or at several one after the other. What is null is no row. */
export const rowsAt = (root: Place, paths: string | readonly string[]): readonly Place[] =>
  (typeof paths === 'string' ? [paths] : paths)
    .flatMap((path) => placesAt(root, path))
    .filter(({ value }) => value !== null);
