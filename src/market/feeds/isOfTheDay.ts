import type { Feed } from './feed.js';

/** Datasets whose rows are of the day of their file. Rows of others, such as actions, are of other days. */
const OF_THE_DAY: ReadonlySet<string> = new Set(['prices', 'indices']);

/** Returns whether the files of a feed must hold rows of their day. */
export const isOfTheDay = ({ dataset }: Pick<Feed, 'dataset'>): boolean => OF_THE_DAY.has(dataset);
