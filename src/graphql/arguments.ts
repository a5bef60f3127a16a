import { MOST_PER_PAGE } from '../books/page.js';

/** Descriptions of arguments that many fields have. */

export const ON =
  'A day. Null, and a day yet to come, mean the newest one; a day without a session means the session before it.';
export const FROM = 'First day, included; null: from the beginning.';
export const TO = 'Last day, included; null: up to the newest.';
export const FIRST = `Size of the page, 0 to ${MOST_PER_PAGE}; null: the default.`;
export const AFTER =
  'Cursor of the item before the page: pageInfo.endCursor of the former one; null: the first page.';
export const TOTAL = 'Items on all pages together. Counted only where it is asked for.';
