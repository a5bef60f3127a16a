import type { ReportDocument } from '../../reportDocument.js';
import { SUBJECTS } from '../subjects.js';
import { changesOf } from './changesOf.js';
import { checkOf } from './checkOf.js';
import { findingsOf } from './findingsOf.js';
import { markup, Markup } from './markup.js';
import { sectionOf } from './sectionOf.js';
import { styleOf } from './styleOf.js';
import { valueOf } from './valueOf.js';

/** Nothing is loaded and nothing runs, wherever the file is opened. */
const POLICY = new Markup(
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
);

/**
 * Writes a report as one page of HTML for the screen and for paper, which loads nothing and has no script. All texts in it
 * are escaped. The same document gives the same page.
 */
export function htmlOf(report: ReportDocument): string {
  const { title, content, hash, template, changes, createdAt, isSynthetic } = report;
  const tables = new Map(content.tables.map((table) => [table.id, table]));
  const sections = template.sections.map((section, k) => ({ section, number: k + 1 }));
  const first = sections.filter(({ section }) => section.first);
  const others = sections.filter(({ section }) => !section.first);
  const linkTo = ({ section, number }: (typeof sections)[number]) => [`section-${number}`, section.title];
  const shown = ({ section, number }: (typeof sections)[number]) => sectionOf(section, number, tables);
  const contents = [
    ...first.map(linkTo),
    ['findings', 'Findings'],
    ...(changes === null ? [] : [['changes', 'Changes']]),
    ...others.map(linkTo),
    ['check', 'How to check this report'],
  ];
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}${isSynthetic ? ' (synthetic market)' : null}</title>
<style>
${new Markup(styleOf(report))}</style>
</head>
<body>
${isSynthetic ? SYNTHETIC : null}<header>
<h1>${title}</h1>
<p>${SUBJECTS[content.kind]} as of ${valueOf(content.on, null)}. Asked for on ${valueOf(createdAt, null)}. Hash <code>${hash.slice(0, 16)}…</code></p>
</header>
<nav aria-label="Contents">
<h2>Contents</h2>
<ol>${contents.map(([id, text]) => markup`<li><a href="#${id}">${text}</a></li>`)}</ol>
</nav>
<main>
${first.map(shown)}${findingsOf(content.findings, template)}${changesOf(changes, content.tables)}${others.map(
    shown,
  )}${checkOf(report)}</main>
</body>
</html>\n`.text;
}

const SYNTHETIC = markup`<p class="synthetic">Synthetic market: all companies and numbers of this report are invented.</p>\n`;
