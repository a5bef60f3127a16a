import { deflateSync } from 'node:zlib';

/** Returns a PDF of these objects, numbered from 1; the first is its catalog. */
export function pdfFile(objects: readonly (string | Buffer)[], trailer = ''): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const places: number[] = [];
  let length = 9;
  const add = (part: Buffer): void => {
    parts.push(part);
    length += part.length;
  };
  for (const [index, object] of objects.entries()) {
    places.push(length);
    add(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]));
  }
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${entries}`;
  add(Buffer.from(`${table}trailer\n<</Size ${count}/Root 1 0 R${trailer}>>\nstartxref\n${length}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** Returns an object with a compressed stream. */
export function pdfStream(content: string | Buffer, entries = ''): Buffer {
  const data = deflateSync(content);
  return Buffer.concat([
    Buffer.from(`<</Length ${data.length}/Filter/FlateDecode${entries}>>stream\n`),
    data,
    Buffer.from('\nendstream'),
  ]);
}

/** A line of text on a page, in points from the lower left corner. */
export interface PlacedText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size?: number;
  /** F1 is the font of running text, F2 a bold one. */
  readonly font?: 'F1' | 'F2';
}

/** Returns a PDF with these texts on its pages. */
export function pdfOfPages(pages: readonly (readonly PlacedText[])[]): Buffer {
  const kids = pages.map((_, index) => `${5 + 2 * index} 0 R`).join(' ');
  return pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>',
    ...pages.flatMap((texts, index) => [
      `<</Type/Page/Parent 2 0 R/Contents ${6 + 2 * index} 0 R>>`,
      pdfStream(texts.map(operatorsOf).join('\n')),
    ]),
  ]);
}

function operatorsOf({ x, y, text, size = 10, font = 'F1' }: PlacedText): string {
  const escaped = text.replace(/[\\()]/g, '\\$&');
  return `BT /${font} ${size} Tf 1 0 0 1 ${x} ${y} Tm (${escaped}) Tj ET`;
}

/** Returns a PDF of one page with this content. */
export function pdfOfContent(content: string | Buffer): Buffer {
  return pdfFile([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>',
    pdfStream(content),
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    pdfStream(
      'BT /F1 9 Tf 50 50 Td (form) Tj ET /X Do /X Do',
      '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>/Font<</F1 5 0 R>>>>',
    ),
  ]);
}
