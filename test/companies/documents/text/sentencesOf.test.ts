import { expect, test } from '@jest/globals';
import { sentencesOf } from '../../../../src/companies/documents/text/sentencesOf.js';

test.each([
  ['Sales grew. Profit fell! Why? Costs.', 4],
  ['He said “it grew.” Then he left.', 2],
  ['Sales were Rs. 1,234.56 crores, i.e. 12.5 per cent. more.', 1],
  ['Mr. P. Ramakrishnan of L. & T. Ltd. spoke. Dr. Rao of Sun Pharma Ltd. We thank both.', 3],
  ['See Note No. 7 and Fig. 3. No. We do not.', 3],
  ['The U.S. market grew at 5 p.m. on 3 Dec. 2024 vs. last year.', 1],
  ['Version 2.5 of 31.03.2024', 1],
  ['बिक्री बढ़ी। लाभ घटा।', 2],
  ['', 0],
])('sentencesOf divides %j into %d', (text, count) => {
  const sentences = sentencesOf(text);
  expect(sentences.map(({ start, end }) => text.slice(start, end)).join(' ')).toBe(text);
  expect(sentences).toHaveLength(count);
});
