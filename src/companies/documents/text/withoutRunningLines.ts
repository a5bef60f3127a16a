import type { ExtractedLine } from './documentText.js';

/** How many lines at the top and at the bottom of a page may be running ones. */
const MOST_LINES = 4;
/** The longest running line, in UTF-16 units. */
const LONGEST = 200;
/** On how many pages, and on which share of them, a running line stands at least. Left and right pages may have their own. */
const FEWEST_PAGES = 3;
const SHARE = 0.4;
/** A line that has no other content than the number of the page. */
const PAGE_NUMBER = /^\W*page\s*\d{1,4}(?:\s*(?:of|\/)\s*\d{1,4})?\W*$/i;

type Page = readonly ExtractedLine[];

/**
 * Leaves out running headers, footers and page numbers: the lines at the edges of pages that repeat on most of them, but for
 * the number of the page.
 */
export function withoutRunningLines(pages: readonly Page[]): Page[] {
  const counts = new Map<string, number>();
  for (const [index, page] of pages.entries()) {
    const keys = [...edge(page), ...edge(page.toReversed())].flatMap((line) => keysOf(line.text, index));
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const least = Math.max(FEWEST_PAGES, SHARE * pages.length);
  const isRunning = (line: ExtractedLine, index: number): boolean =>
    (line.text.length <= LONGEST && PAGE_NUMBER.test(line.text)) ||
    keysOf(line.text, index).some((key) => (counts.get(key) ?? 0) >= least);
  return pages.map((page, index) => {
    const fromTop = withoutFirst(page, (line) => isRunning(line, index));
    return withoutFirst(fromTop.toReversed(), (line) => isRunning(line, index)).reverse();
  });
}

function edge(page: Page): ExtractedLine[] {
  return page.filter(({ text }) => text !== '').slice(0, MOST_LINES);
}

/** Returns by what a line is the same as one of another page: its text, or that with a number that counts with the pages. */
function keysOf(text: string, page: number): string[] {
  if (text.length > LONGEST) return [];
  const counted = [...text.matchAll(/(?<!\d)\d{1,4}(?!\d)/g)].map(
    ({ 0: number, index }) =>
      `${text.slice(0, index)}\0${Number(number) - page}\0${text.slice(index + number.length)}`,
  );
  return [text, ...counted];
}

/** Leaves out the first lines as long as each is a running one. */
function withoutFirst(page: Page, isRunning: (line: ExtractedLine) => boolean): ExtractedLine[] {
  let from = 0;
  let found = 0;
  for (const [index, line] of page.entries()) {
    if (line.text === '') continue;
    if (found === MOST_LINES || !isRunning(line)) break;
    found++;
    from = index + 1;
  }
  return page.slice(from);
}
