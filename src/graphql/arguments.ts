import { MOST_PER_PAGE } from '../books/page.js';

/** Descriptions of arguments that many fields share. */

export const ON =
  'The day. Null and a future day mean the newest one; a day without a session means the session before it.';
export const FROM = 'First day of the span, inclusive; null: no lower bound. It must not be after `to`.';
export const TO = 'Last day of the span, inclusive; null: up to the newest.';
export const FIRST = `Items on the page, 0 to ${MOST_PER_PAGE}; null: the default.`;
export const AFTER =
  'Cursor after which the page begins: pageInfo.endCursor of the page before; null: the first page.';
export const TOTAL = 'Items on all pages together. Counted only when you select it.';
