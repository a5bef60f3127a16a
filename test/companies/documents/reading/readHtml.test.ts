import { describe, expect, test } from '@jest/globals';
import { readHtml } from '../../../../src/companies/documents/reading/html/readHtml.js';

const read = (html: string | Buffer) => readHtml(Buffer.from(html)).pages.flat();
/** The lines with text: kind and text. */
const lines = (html: string | Buffer) =>
  read(html)
    .filter(({ text }) => text !== '')
    .map(({ kind, text }) => `${kind} ${text}`);

describe('readHtml', () => {
  test('reads headings, blocks, breaks, lists and tables', () => {
    const html = `<html><body><h1>Results &amp; <i>outlook</i></h1><p>Sales grew<b> 12</b>%.<br>Profit fell.<div>a<p>b</div>
      <ul><li>one<li>two</ul><table><tr><th>₹ crore<th>FY25<th></th><tr><td>Sales <td>1,234<td></table>`;
    expect(lines(html)).toEqual([
      'HEADING Results & outlook',
      'TEXT Sales grew 12%.',
      'TEXT Profit fell.',
      'TEXT a',
      'TEXT b',
      'TEXT one',
      'TEXT two',
      'TABLE ₹ crore\tFY25',
      'TABLE Sales\t1,234',
    ]);
    expect(read('<p>a<br>b<p>c').map(({ text }) => text)).toEqual(['a', 'b', '', 'c', '']);
  });

  test('leaves out scripts, styles and what is hidden', () => {
    const html = `<title>t</title><style>p{}</style><script>let a = "<p>no</p>";</script><noscript>no</noscript>
      <template><p>no</p></template><p hidden>no</p><div style="color:red; DISPLAY : none"><p>no<p>no</div>
      <svg><text>no</text></svg><div style="display:none"><ix:header>no</ix:header></div><p onclick="no()">yes</p>`;
    expect(lines(html)).toEqual(['TEXT yes']);
  });

  test('reads a table that arranges the page as text', () => {
    const html = `<table><tr><td><h2>Note</h2><table><tr><td>EPS<td>12.50</table><td>${'word '.repeat(100)}</table>`;
    expect(lines(html)).toEqual(['HEADING Note', 'TABLE EPS\t12.50', `TEXT ${'word '.repeat(100).trim()}`]);
  });

  test('expands no entities of its own, and shows decoded markup as text', () => {
    const html = '<!DOCTYPE html><p>&lol; &#8377; &lt;script&gt;alert(1)&lt;/script&gt;';
    expect(lines(html)).toEqual(['TEXT &lol; ₹ <script>alert(1)</script>']);
  });

  test('decodes by byte order mark, declaration, as UTF-8 or as Windows-1252', () => {
    expect(lines(Buffer.from('\uFEFF<p>₹</p>', 'utf16le'))).toEqual(['TEXT ₹']);
    expect(lines(Buffer.from('<meta charset=windows-1251><p>\xc4\xe0', 'latin1'))).toEqual(['TEXT Да']);
    expect(lines(Buffer.from('<meta charset="no-such"><p>₹'))).toEqual(['TEXT ₹']);
    expect(lines(Buffer.from('<meta charset=utf-8><p>\x93a\x94', 'latin1'))).toEqual(['TEXT “a”']);
  });

  test('refuses a page without text, and elements that are nested too deep', () => {
    expect(() => read('<html><script>a</script>')).toThrow(/Expected a document with text/);
    expect(() => read('<div>'.repeat(100_000))).toThrow(/nested at most 5,000 deep/);
    expect(() => read(`<p>${'a'.repeat(10_000_001)}`)).toThrow(/at most 10,000,000 characters/);
  });

  test.each([
    ['attributes', `<p ${'a="b" '.repeat(100_000)}>x`],
    ['open tags', `<p>x${'<a '.repeat(50_000)}`],
    ['tags that close nothing', `<p>x${'</div></b>'.repeat(50_000)}`],
    ['a style', `<p style="${'; '.repeat(500_000)}">x`],
    ['NUL and halves of pairs', '<p>x\0&#xD800;\0'],
  ])('reads %s in linear time', (_name, html) => {
    expect(lines(html)[0]).toMatch(/^TEXT x/);
  });
});
