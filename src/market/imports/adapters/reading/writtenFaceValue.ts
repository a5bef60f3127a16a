import { plainNumber } from './plainNumber.js';

/**
 * Returns a face value as the exchanges write it, in ₹, as a plain decimal; empty where it is none above 0, because no
 * company is refused for it.
 */
export function writtenFaceValue(text: string): string {
  const plain = plainNumber(text);
  return /^\d{1,9}(\.\d{1,4})?$/.test(plain) && Number(plain) > 0 ? plain : '';
}
