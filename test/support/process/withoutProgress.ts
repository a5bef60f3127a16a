const PROGRESS = /^greyoak: (?:\S+: \d+ rows in|scored \d+ of \d+ sessions in) .*\n/gm;

/** Takes the lines of progress that an import writes to a log out of what it wrote to stderr. */
export const withoutProgress = (err: string): string => err.replace(PROGRESS, '');
