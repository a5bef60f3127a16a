import { hasDate } from './datePlaceholder.js';
import type { Feed } from './feed.js';

/** Returns whether the place of a feed gives other files for other days, and not its newest file alone. */
export const isDated = ({ place }: Pick<Feed, 'place'>): boolean =>
  place.kind === 'folder' || (place.kind === 'url' ? hasDate(place.url) : place.command.some(hasDate));
