import type { Feed } from './feed.js';
import type { FeedServices } from './feedServices.js';
import { isDated } from './isDated.js';

/** Returns how many of its last days a feed catches up with: of a source that gives its newest file only, the last one. */
export const catchUpOf = (feed: Feed, { catchUp }: Pick<FeedServices, 'catchUp'>): number =>
  isDated(feed) ? catchUp : 1;
