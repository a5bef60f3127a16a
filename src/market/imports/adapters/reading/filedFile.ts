import { createHash } from 'node:crypto';
import type { IsoDate } from '../../../../scoring/names.js';
import type { XmlContent } from '../../sources/content.js';
import { writtenDate } from './writtenDate.js';

/** NSE ends the names of filed documents with the time of filing, such as `…_16012025081520.xml` or `…_WEB.xml`. */
const STAMP = /_(\d{2})(\d{2})(\d{4})(\d{2})(\d{2})(\d{2})(?:_WEB)?\.xml(?:\.gz)?$/i;

/**
 * Returns when a document was filed by its name, as it is written; null where the name does not say it. Because the hour is of
 * 12 in some names and of 24 in others, only one from 13 on is known, and else the day alone.
 *
 * @param notBefore a day before which it cannot have been filed: a name that says so is not believed
 */
export function filedByName(name: string, notBefore: IsoDate | string): string | null {
  const match = STAMP.exec(name);
  if (match === null) return null;
  const [, date, month, year, hour, minute, second] = match;
  const day = writtenDate(`${date}-${month}-${year}`);
  if (day === null || day < notBefore) return null;
  const isKnown = Number(hour) >= 13 && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return isKnown ? `${day} ${hour}:${minute}:${second}` : day;
}

/** Returns the SHA-256 of a document's bytes, in hex. */
export async function hashOfDocument(content: XmlContent): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of content.stream() as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
