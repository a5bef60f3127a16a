/** Elements whose content is no text of the page. */
const NO_TEXT = new Set(
  `script style noscript template title iframe noframes noembed object svg canvas audio video textarea select datalist
  ix:header xml`.split(/\s+/),
);

/** Whether an element is not shown: it has no text, or says that it is hidden. Style sheets are not read. */
export function isHidden(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (NO_TEXT.has(name) || attributes['hidden'] !== undefined) return true;
  // A style is short. What is longer is no style that hides.
  const style = attributes['style']?.slice(0, 2_000) ?? '';
  return /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}
