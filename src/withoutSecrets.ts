/** The secrets of API keys, also when a part of one was cut off. */
const SECRET = /gok_[0-9A-Za-z]+/g;

/** Returns a text that may be shown or logged: of a secret of an API key in it, only `gok_` is left. */
export const withoutSecrets = (text: string): string => text.replace(SECRET, 'gok_…');
