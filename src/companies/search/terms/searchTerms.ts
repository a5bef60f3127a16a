/** Longer queries exist, but what follows would only make all chunks alike. */
const MOST_GROUPS = 24;
const WORD = /[\p{L}\p{N}]+/gu;

/** Terms that mean the same; each is one or more words. A text has the group where it has one of the terms. */
export type TermGroup = readonly string[];

/** The dictionary that a query is expanded by: which terms mean the same. */
export class SearchTerms {
  /** The terms that mean the same as each, itself included; by its words in lower case. */
  readonly #synonyms = new Map<string, Set<string>>();
  /** How many words the longest term has. */
  readonly #longest: number;

  readonly #asking: ReadonlySet<string>;

  /**
   * @param groups terms that mean the same. A term of several groups means the same as all of theirs.
   * @param asking words that say nothing of what a query asks for, such as "much"
   */
  constructor(groups: readonly TermGroup[], asking: readonly string[] = []) {
    this.#asking = new Set(asking);
    let longest = 1;
    for (const group of groups) {
      const terms = group.map((term) => wordsOf(term).join(' '));
      for (const term of terms) {
        const known = this.#synonyms.get(term) ?? new Set([term]);
        for (const other of terms) known.add(other);
        this.#synonyms.set(term, known);
        longest = Math.max(longest, term.split(' ').length);
      }
    }
    this.#longest = longest;
  }

  /**
   * Returns what a query asks for, in its order: each word, or each term of the dictionary with all that means the same.
   * Of a very long query, what follows the 24th is left out. So are words with which one asks, if there are others.
   */
  groupsOf(query: string): readonly TermGroup[] {
    const words = wordsOf(query);
    const groups = new Map<string, TermGroup>();
    for (let at = 0; at < words.length && groups.size < MOST_GROUPS;) {
      let length = Math.min(this.#longest, words.length - at);
      while (length > 1 && !this.#synonyms.has(words.slice(at, at + length).join(' '))) length--;
      const term = words.slice(at, at + length).join(' ');
      const group = [...(this.#synonyms.get(term) ?? [term])];
      groups.set([...group].sort().join('\n'), group);
      at += length;
    }
    const found = [...groups.values()];
    const asked = found.filter(([term = '']) => !this.#asking.has(term));
    return asked.length > 0 ? asked : found;
  }
}

/** Returns the words of a text in lower case. Marks between words are left out. */
const wordsOf = (text: string): string[] => text.normalize('NFKC').toLowerCase().match(WORD) ?? [];
