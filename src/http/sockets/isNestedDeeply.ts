/**
 * Whether the brackets of a JSON text are nested deeper than so many levels. Values so deep are read and written by
 * functions that call themselves for each level, which the call stack has no room for.
 *
 * @param text may be no JSON, as it is looked at before it is parsed
 */
export function isNestedDeeply(text: string, levels: number): boolean {
  let depth = 0;
  let isInString = false;
  for (let k = 0; k < text.length; k++) {
    switch (text[k]) {
      case '"':
        isInString = !isInString;
        break;
      case '\\':
        if (isInString) k++;
        break;
      case '[':
      case '{':
        if (!isInString && ++depth > levels) return true;
        break;
      case ']':
      case '}':
        if (!isInString) depth--;
        break;
      default:
    }
  }
  return false;
}
