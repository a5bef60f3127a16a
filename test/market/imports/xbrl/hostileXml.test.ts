import { describe, expect, test } from '@jest/globals';
import { adapted } from '../../../support/market/adapted.js';
import { RESULT_CONTEXTS, resultFacts, resultFile, xbrlFile } from '../../../support/market/xbrl.js';

const FILE = resultFile();
const END = '</xbrli:xbrl>';
/** Puts a text before the document's element. */
const before = (text: string) => FILE.replace('<xbrli:xbrl ', `${text}<xbrli:xbrl `);
const FACT = '<in-bse-fin:Symbol contextRef="OneD">ALPHA</in-bse-fin:Symbol>';
const LAUGHS = `<!DOCTYPE lolz [<!ENTITY a "lol">${[...'bcdefghij']
  .map((name, place) => `<!ENTITY ${name} "${`&${'abcdefghi'[place]};`.repeat(10)}">`)
  .join('')}]>`;

describe('a hostile XML document', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['a billion laughs', before(LAUGHS).replace('>ALPHA<', '>&j;<'), /declares a document type/],
    [
      'an external entity',
      before('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>').replace('>ALPHA<', '>&e;<'),
      /document type/,
    ],
    ['an external document type', before('<!DOCTYPE x SYSTEM "http://localhost/x.dtd">'), /document type/],
    ['an entity that is not declared', FILE.replace('>ALPHA<', '>&j;<'), /no whole XML document/],
    ['deep nesting', FILE.replace(FACT, '<a>'.repeat(100_000)), /nests elements more than 32 deep/],
    ['an element that is not closed', FILE.replace(END, ''), /no whole XML document/],
    ['a cut within an element', FILE.slice(0, -200), /no whole XML document/],
    ['two outer elements', FILE + FILE.slice(FILE.indexOf('<xbrli:xbrl')), /outer element|no whole XML/],
    ['text behind its end', `${FILE}x`, /no whole XML document/],
    [
      'another outer element',
      FILE.replace('xmlns:xbrli="http://www.xbrl.org/2003/instance"', 'xmlns:xbrli="http://localhost"'),
      /as its outer element/,
    ],
    [
      'a prefix that is not declared',
      FILE.replaceAll('in-bse-fin:Symbol', 'other:Symbol'),
      /no whole XML document/,
    ],
    [
      'an attribute of 10 MB',
      FILE.replace('decimals="-5"', `decimals="${'5'.repeat(10_000_000)}"`),
      /no whole XML document/,
    ],
    [
      'bytes of another encoding',
      Buffer.from(FILE.replace('Alpha Limited', 'Alph\u00e4'), 'latin1'),
      /declares the encoding utf-8, but its bytes/,
    ],
    [
      'an encoding that is not known',
      FILE.replace('UTF-8', 'UTF-7'),
      /declares the encoding utf-7: expected/,
    ],
    ['UTF-16 without its mark', FILE.replace('UTF-8', 'UTF-16'), /begins with no byte order mark/],
    ['no facts', xbrlFile([]), /expected its symbol on NSE/],
    ['no results', xbrlFile([['Symbol', 'ALPHA']]), /without results/],
  ])('%s is refused with the reason', async (_, file, reason) => {
    const found = adapted(file, { name: 'x.xml' });
    await expect(found).rejects.toThrow(reason);
    await expect(found).rejects.toThrow(
      /^x\.xml.*(Nothing|nothing) of it was taken\.|Import the list|expected figures/s,
    );
  });

  test('with 10 million facts is refused at the limit, in bounded memory', async () => {
    const fact = '<in-bse-fin:A contextRef="OneD">1</in-bse-fin:A>\n'.repeat(300_000);
    const start = process.memoryUsage().heapUsed;
    await expect(adapted(FILE.replace(END, fact + END))).rejects.toThrow(/more than 200000 facts/);
    expect(process.memoryUsage().heapUsed - start).toBeLessThan(150e6);
  });

  test('with as many contexts is refused at the limit', async () => {
    const contexts = Array.from({ length: 200_001 }, (_, at) => `<xbrli:context id="c${at}"/>`);
    await expect(adapted(xbrlFile(resultFacts(), { contexts }))).rejects.toThrow(/more than 200000 contexts/);
  });

  test('that is large, with long notes and comments, is read', async () => {
    const note = `<in-bse-fin:Notes contextRef="OneD">${'A note. '.repeat(500_000)}</in-bse-fin:Notes>`;
    const found = await adapted(FILE.replace(END, `<!-- ${'- '.repeat(20_000)} -->${note}${END}`));
    expect(found.rows['statements']).toEqual((await adapted(FILE)).rows['statements']);
  });

  test('names of JavaScript are names as others', async () => {
    const hostile = ['__proto__', 'constructor', 'toString'].map(
      (name) => [name, '1', { in: '__proto__' }] as const,
    );
    const found = await adapted(xbrlFile([...hostile, ...resultFacts()], { contexts: RESULT_CONTEXTS }));
    expect(found.rows['statements']).toHaveLength(21);
  });
});
