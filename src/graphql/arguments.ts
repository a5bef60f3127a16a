import { MOST_PER_PAGE } from '../books/page.js';

/** Descriptions of arguments that many fields share. */

export const ON =
  'The day. Null and a future day mean the newest one; a day without a session means the session before it.';
export const FROM = 'First day of the span, inclusive; null: no lower bound. It must not be after `to`.';
export const TO = 'Last day of the span, inclusive; null: up to the newest.';
export const FIRST = `Items on the page, 0 to ${MOST_PER_PAGE}; null: the default, or what \`last\` says.`;
export const AFTER =
  'Cursor after which the page begins: pageInfo.endCursor of the page before; null: the start of the list. A cursor ' +
  'of a list with other arguments is refused.';
export const LAST =
  `Items on the page, counted from the end of the list, 0 to ${MOST_PER_PAGE}; null: what \`first\` says. With \`last\`, the ` +
  'default of `first` counts as left out; any other `first` is taken first, and `last` of its items.';
export const BEFORE =
  'Cursor before which the page ends: pageInfo.startCursor of the page after; null: the end of the list. A cursor of ' +
  'a list with other arguments is refused.';
export const TOTAL = 'Items on all pages together. Counted only when you select it.';
export const AS_RECORDED =
  'Facts as they were recorded at this instant: those of the newest import up to then, whatever was corrected since; ' +
  'nothing before the first import. Null: as recorded today.';
