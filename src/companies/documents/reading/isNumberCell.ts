/** Whether a cell of a table holds a number, or says that there is none. */
export function isNumberCell(text: string): boolean {
  return /^(?:[-–—+(₹$€£%\s]|Rs\.?|INR|USD)*\d[\d,.\s]*(?:[%)x*#]|bps|crores?|cr|lakhs?|mn|bn|million|billion|\s)*\.?$|^(?:[-–—]+|nil|n\.?\s?a\.?)$/i.test(
    text.slice(0, 60),
  );
}
