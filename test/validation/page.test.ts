/** The published page is what its numbers give. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { emitSchema } from '../../src/graphql/emitSchema.js';
import { MODES } from '../../src/scoring/names.js';
import { leadParagraph } from '../../src/validation/page/leadParagraph.js';
import {
  estimated,
  estimatedInPercent,
  counted,
  inPercent,
  share,
  signed,
} from '../../src/validation/page/numbers.js';
import type { PageData } from '../../src/validation/page/pageData.js';
import { validationPage } from '../../src/validation/page/validationPage.js';
import { verdictsOf } from '../../src/validation/page/verdictsOf.js';

const FOLDER = 'docs/validation';
const data = JSON.parse(readFileSync(`${FOLDER}/data.json`, 'utf8')) as PageData & {
  readonly source: string;
};

describe('docs/validation.md', () => {
  const page = readFileSync('docs/validation.md', 'utf8');

  test('has the numbers of its data', () => {
    expect(page).toBe(validationPage(data, { pictures: 'validation', source: data.source }));
  });

  test('says the bad news in the first paragraph', () => {
    const [title, first] = page.split('\n\n');
    expect(title).toBe('# Validation');
    expect(first).toBe(leadParagraph(data));
  });

  test.each([
    [0, 0, ''],
    [3, 3, ''],
    [1, 0, ' The one security that is gone was never scored.'],
    [1_200, 0, ' None of 1,200 securities that are gone was ever scored.'],
    [3, 1, ' Of 3 securities that are gone, only 1 was ever scored.'],
    [56, 6, ' Of 56 securities that are gone, only 6 were ever scored.'],
  ])('of %i securities that are gone, %i of them scored, says "%s"', (gone, goneScored, said) => {
    const paragraph = leadParagraph({ ...data, survivorship: { ...data.survivorship, gone, goneScored } });
    expect(paragraph).toMatch(/ A score is no forecast: /);
    expect(/ (?:Of|None of|The one) [^.]*\./.exec(paragraph)?.[0] ?? '').toBe(said);
  });

  test('has the pictures of its data, and links to files that exist', async () => {
    // The library of charts moves lines by half a pixel where it sees the global `it` of a test.
    Reflect.deleteProperty(globalThis, 'it');
    const { chartsOf } = await import('../../src/validation/page/charts/chartsOf.js');
    const drawn = MODES.flatMap((mode) => [...chartsOf(data, mode)]);
    expect(drawn).toHaveLength(8);
    for (const [name, svg] of drawn) expect(readFileSync(`${FOLDER}/${name}`, 'utf8')).toBe(svg);
    const pictures = readdirSync(FOLDER).filter((name) => name.endsWith('.svg'));
    expect(pictures.sort()).toEqual(drawn.map(([name]) => name).sort());
    const links = [...page.matchAll(/\]\((validation\/[^)]+)\)/g)].map(([, path]) => path);
    expect(links).toHaveLength(8);
    expect(links.filter((path) => !existsSync(`docs/${path}`))).toEqual([]);
  });

  test('gives the schema its verdicts', () => {
    const verdicts = verdictsOf(data);
    expect(JSON.parse(readFileSync('config/verdicts.json', 'utf8'))).toEqual(verdicts);
    const schema = emitSchema();
    for (const { evidence, methodName, sentence } of verdicts) {
      expect(schema.replace(/\s+/g, ' ')).toContain(`${evidence} for ${methodName}: ${sentence}`);
    }
  });
});

describe('a lead paragraph', () => {
  test('begins with the worst verdict, and counts who is gone', () => {
    const one = { methodName: 'm', figures: null };
    const modes = [
      { ...one, mode: 'TRADER', verdict: { evidence: 'WEAK', sentence: '' } },
      { ...one, mode: 'INVESTOR', verdict: { evidence: 'ADVERSE', sentence: '' } },
    ];
    const given = { modes, survivorship: { gone: 1234, goneScored: 6 } } as unknown as PageData;
    expect(leadParagraph(given)).toBe(
      '**INVESTOR of m: stocks with higher scores had lower returns. TRADER of m: there is weak evidence that scores predict ' +
        'returns.** Of 1,234 securities that are gone, only 6 were ever scored. A score is no forecast: do not trade on one ' +
        'before you have read these figures.',
    );
  });
});

test('numbers have signs, units and a mark where they are missing', () => {
  expect([signed(-0.0004), signed(0.0125, 2), signed(null)]).toEqual(['0.000', '+0.01', '–']);
  expect(estimated({ mean: 0.02, lower: -0.004, upper: 0.0454 })).toBe('+0.020 [−0.004, +0.045]');
  expect(estimated({ mean: 0.02, lower: null, upper: null })).toBe('+0.020');
  expect(estimatedInPercent({ mean: null, lower: null, upper: null })).toBe('–');
  expect(estimatedInPercent({ mean: 0.0107, lower: 0.0028, upper: 0.0185 })).toBe('+1.07 [+0.28, +1.85]');
  expect([inPercent(-0.0051), share(0.5641), counted(1234567)]).toEqual(['−0.51', '56.4', '1,234,567']);
});
