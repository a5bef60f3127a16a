/** The most pages that a document may have. */
export const MOST_PAGES = 1_000;
/** The longest text that a document may have, in UTF-16 units. */
export const MOST_TEXT = 10_000_000;
