/** A fact of an XBRL document, as it was written. */
export interface FilingFact {
  /** The name of the element without its prefix: the exchanges change prefixes with their taxonomies. */
  readonly name: string;
  readonly context: string;
  /** The measure of its unit, such as `iso4217:INR`, or the name of a unit that is not declared; empty where it has none. */
  readonly unit: string;
  /** Without blanks around it. Long texts, which are no figures, are empty. */
  readonly text: string;
  readonly line: number;
  /** Whether the document states another value, too. */
  readonly isDisputed: boolean;
}

/** What facts are of. */
export interface FilingContext {
  /** The name and the value of the company's identifier. */
  readonly scheme: string;
  readonly identifier: string;
  /** As written; empty where the context has none. */
  readonly start: string;
  readonly end: string;
  readonly instant: string;
  /** The members of its dimensions without prefixes. A dimension without a member of the taxonomy is ''. */
  readonly members: readonly string[];
}

/** An XBRL document. */
export class Filing {
  constructor(
    /** As messages name it. */
    readonly file: string,
    readonly contexts: ReadonlyMap<string, FilingContext>,
    /** Facts by context, then by name. */
    private readonly facts: ReadonlyMap<string, ReadonlyMap<string, FilingFact>>,
  ) {}

  /** The contexts that facts use, in the order of the document. Those of former years are often not declared. */
  get usedContexts(): readonly string[] {
    return [...this.facts.keys()];
  }

  fact(name: string, context: string): FilingFact | undefined {
    return this.facts.get(context)?.get(name);
  }

  /** Returns the first text of a name in contexts without dimensions; empty where there is none. */
  text(name: string): string {
    for (const [context, facts] of this.facts) {
      const text = facts.get(name)?.text ?? '';
      if (text !== '' && this.isPlain(context)) return text;
    }
    return '';
  }

  /** Whether facts of a context are of the company as a whole, as far as it is declared. */
  isPlain(context: string): boolean {
    return (this.contexts.get(context)?.members.length ?? 0) === 0;
  }
}
