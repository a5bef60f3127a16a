/** The most pages that a document may have. */
export const MOST_PAGES = 1_000;
/** The longest text that a document may have, in UTF-16 units. */
export const MOST_TEXT = 10_000_000;
/** The most lines that a document may have, empty ones among them: 200 on each page. Its lines cost more memory than its text. */
export const MOST_LINES = 200_000;
/** The most headings that a document may have: 20 on each page. Each begins a chunk, which costs time and a vector. */
export const MOST_HEADINGS = 20_000;
