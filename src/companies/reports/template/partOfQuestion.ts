/**
 * A question with a variable that is a list is asked for a part of the list at a time. Its parts have names such as `stocks.2`,
 * where `stocks` is the name in the template.
 *
 * @param part 1 for the first one
 */
export const partOfQuestion = (name: string, part: number): string => `${name}.${part}`;

/** Returns the name that a question has in the template. */
export const nameInTemplate = (question: string): string => question.split('.', 1)[0];
