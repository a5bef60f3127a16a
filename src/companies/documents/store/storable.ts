/** What PostgreSQL does not store, or what is no character: NUL, and halves of surrogate pairs. */
const NOT_STORABLE = /[\0\p{Cs}]/gu;

/** Returns a text that the store takes, as long as the given one: each unit that it does not take is replaced by U+FFFD. */
export const storable = (text: string): string => text.replace(NOT_STORABLE, '\uFFFD');
