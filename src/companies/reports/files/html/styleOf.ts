import { REPORT_KINDS } from '../../names.js';
import type { ReportDocument } from '../../reportDocument.js';

/**
 * Returns the style of a report. On paper, the margins of each page say which report it is of.
 *
 * @throws Error where hash or kind are not of the form that may stand in a style
 */
export function styleOf({ content: { kind }, hash, isSynthetic }: ReportDocument): string {
  if (!/^[0-9a-f]{64}$/.test(hash) || !REPORT_KINDS.includes(kind)) {
    throw new Error('Expected a hash of 64 hexadecimal digits and a known kind, got others.');
  }
  return `${SCREEN}${PRINT}@page wide { size: A4 landscape; }
@page {
  size: A4;
  margin: 18mm 15mm 16mm;
  @top-left { content: "GreyOak report: ${kind}"; font: 8pt system-ui, sans-serif; }
  @top-right { content: "${isSynthetic ? 'Synthetic market: numbers are invented' : ''}"; font: bold 8pt system-ui, sans-serif; }
  @bottom-left { content: "SHA-256 ${hash.slice(0, 16)}…"; font: 8pt monospace; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt system-ui, sans-serif; }
}
`;
}

/** The colours of series differ in lightness, too, and can be told apart with colour blindness (after Okabe and Ito). */
const SCREEN = `:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1b1f24; --faint: #57606a; --line: #d0d7de; --stripe: #f6f8fa; --caution: #9a3412; --caution-paper: #fff7ed;
  --series-1: #0072b2; --series-2: #d55e00; --series-3: #1b7f5c; --series-4: #8b4a83; --series-5: #a67c00; --series-6: #444444;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e6e9ed; --faint: #a2abb5; --line: #3a424c; --stripe: #1c2229; --caution: #fdba74; --caution-paper: #2a1d12;
    --series-1: #56b4e9; --series-2: #ff9d5c; --series-3: #4fd1a5; --series-4: #e3a1d0; --series-5: #f0e442; --series-6: #cccccc;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.2; margin: 0.5rem 0; }
h2 { font-size: 1.3rem; margin: 2.2rem 0 0.6rem; padding-top: 0.6rem; border-top: 2px solid var(--line); }
h3 { font-size: 1rem; margin: 1.2rem 0 0.3rem; }
.empty { margin: 0.4rem 0; }
.empty h3, .empty p { display: inline; }
.empty h3::after { content: ": "; }
nav h2 { font-size: 1rem; border: 0; padding: 0; margin: 1rem 0 0; }
nav ol { columns: 16rem; margin: 0.3rem 0; padding-left: 1.5rem; }
a { color: inherit; }
code, pre { font: 0.85em ui-monospace, monospace; overflow-wrap: anywhere; }
pre { white-space: pre-wrap; background: var(--stripe); padding: 0.6rem; margin: 0.3rem 0; }
.synthetic { position: sticky; top: 0; z-index: 1; margin: -1rem -1rem 1rem; padding: 0.4rem 1rem; background: var(--caution); color: var(--paper); font-weight: 600; text-align: center; }
.scroll { overflow-x: auto; margin: 0.8rem 0; }
.scroll:focus-visible { outline: 2px solid var(--series-1); }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; font-size: 1rem; padding: 0.4rem 0; }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.6rem; border-bottom: 1px solid var(--line); overflow-wrap: break-word; min-width: 4rem; max-width: 28rem; }
.long { overflow-wrap: anywhere; }
.sentence { display: block; min-width: 16rem; }
thead th { border-bottom: 2px solid var(--faint); vertical-align: bottom; }
tbody th { font-weight: 500; }
.across tbody th { min-width: 10rem; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; }
time { white-space: nowrap; }
.facts { width: 100%; }
.facts th[scope="row"] { width: 38%; color: var(--faint); font-weight: 400; }
.none, .unit, .rule, .note { color: var(--faint); }
.unit { font-weight: 400; }
.rule, .note { font-size: 0.8rem; }
.note { margin: 0.2rem 0; }
.findings { padding-left: 1.2rem; }
.findings li { margin: 0.35rem 0; }
.rule { display: block; overflow-wrap: anywhere; }
.cautions { border: 2px solid var(--caution); border-left-width: 0.5rem; background: var(--caution-paper); padding: 0 1rem; }
.cautions h3 { color: var(--caution); margin-top: 0.6rem; }
figure { margin: 1rem 0; }
figcaption { font-weight: 600; }
figure .scroll { margin: 0.3rem 0; }
figure .scroll svg { min-width: 34rem; width: 100%; max-width: 45rem; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.2rem 1.2rem; padding: 0; margin: 0.3rem 0; font-size: 0.85rem; }
.mark-1 { color: var(--series-1); } .mark-2 { color: var(--series-2); } .mark-3 { color: var(--series-3); }
.mark-4 { color: var(--series-4); } .mark-5 { color: var(--series-5); } .mark-6 { color: var(--series-6); }
summary { cursor: pointer; }
`;

/** Black on white, without backgrounds; series are of different lightness. */
const PRINT = `@media print {
  :root {
    --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --stripe: #ffffff; --caution: #000000; --caution-paper: #ffffff;
    --series-1: #003a5c; --series-2: #d55e00; --series-3: #5fb89a; --series-4: #6b2f63; --series-5: #d9b84a; --series-6: #999999;
  }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.35; }
  .synthetic { position: static; margin: 0; border: 2px solid; color: var(--ink); }
  h1, h2, h2 + p, h3, caption, figcaption, thead { break-after: avoid; }
  h2 { margin-top: 1.2rem; }
  .scroll { overflow: visible; }
  .scroll:has(> .widest) { page: wide; }
  table { font-size: 8pt; }
  table.many { font-size: 6.5pt; }
  table.widest { font-size: 7pt; }
  .scroll:has(> .narrow) { display: inline-block; width: 48%; vertical-align: top; }
  .one { break-inside: avoid; }
  .one, .one tbody, .one caption { display: block; }
  .one tbody { columns: 2; column-gap: 1.5rem; }
  .one tr { display: grid; grid-template-columns: 40% 60%; border-bottom: 1px solid var(--line); }
  .facts.one th, .facts.one td { width: auto; border: 0; }
  .many th, .many td { padding: 0.13rem 0.25rem; }
  th, td, .across tbody th { min-width: 0; max-width: none; padding: 0.13rem 0.5rem; }
  .sentence { min-width: 14em; }
  .findings { font-size: 9pt; }
  .findings li { margin: 0.2rem 0; }
  thead { display: table-header-group; }
  tr, li, figure, .empty { break-inside: avoid; }
  figure .scroll svg { min-width: 0; max-width: 34rem; }
  .numbers { display: none; }
  details { font-size: 8pt; }
  details:not([open], .numbers) { display: inline-block; margin-right: 1rem; }
}
`;
