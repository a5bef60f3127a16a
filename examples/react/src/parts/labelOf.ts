/** Returns the name of an enum's value as people write it: RELATIVE_STRENGTH is "Relative strength". */
export function labelOf(name: string): string {
  const words = name.toLowerCase().replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
