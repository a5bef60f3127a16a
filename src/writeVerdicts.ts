import { readFile, writeFile } from 'node:fs/promises';
import type { PageData } from './validation/page/pageData.js';
import { verdictsOf } from './validation/page/verdictsOf.js';

// A step of `npm run docs:validation`: takes the verdicts of docs/validation.md for the descriptions of the schema.
const data = JSON.parse(await readFile('docs/validation/data.json', 'utf8')) as PageData;
await writeFile('config/verdicts.json', `${JSON.stringify(verdictsOf(data), null, 2)}\n`);
