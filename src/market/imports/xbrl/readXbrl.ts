import sax from 'sax';
import { UserError } from '../../../userError.js';
import type { XmlContent } from '../sources/content.js';
import { Filing, type FilingContext, type FilingFact } from './filing.js';
import { xmlText } from './xmlText.js';

const INSTANCE = 'http://www.xbrl.org/2003/instance';
/** The largest filing that we saw has 2,000 facts, with contexts nested 5 deep. */
const MOST_FACTS = 200_000;
const MOST_CONTEXTS = 200_000;
const MOST_DEPTH = 32;
/** Figures, dates and names are shorter. Texts of notes are not needed. */
const MOST_CHARACTERS = 1000;

/**
 * Reads an XBRL document as a stream. It declares no entities and refers to nothing outside: what does is refused.
 *
 * @throws UserError where it is no whole XBRL document, or above a limit
 */
export async function readXbrl(content: XmlContent): Promise<Filing> {
  const reader = new XbrlReader(content.name);
  for await (const text of xmlText(content)) reader.write(text);
  return reader.finish();
}

interface OpenElement {
  readonly local: string;
  readonly isInstance: boolean;
  readonly attributes: Readonly<Record<string, sax.QualifiedAttribute>>;
  readonly line: number;
  text: string;
}

class XbrlReader {
  readonly #parser = sax.parser(true, { xmlns: true, position: true });
  readonly #open: OpenElement[] = [];
  readonly #contexts = new Map<string, FilingContext>();
  readonly #units = new Map<string, string>();
  readonly #facts = new Map<string, Map<string, FilingFact>>();
  #count = 0;
  #hasRoot = false;
  /** The parts of the context or unit that is open. */
  #parts: { key: string; value: string }[] = [];

  constructor(private readonly file: string) {
    const parser = this.#parser;
    parser.onerror = ({ message }) => {
      throw this.#refused(`is no whole XML document (${message.split('\n')[0]}): it was cut off or damaged`);
    };
    parser.ondoctype = () => {
      throw this.#refused(
        'declares a document type: expected none, because entities could stand for anything',
      );
    };
    parser.onopentag = (tag) => this.#opened(tag as sax.QualifiedTag);
    parser.ontext = (text) => this.#texted(text);
    parser.oncdata = (text) => this.#texted(text);
    parser.onclosetag = () => this.#closed();
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  finish(): Filing {
    this.#parser.close();
    if (!this.#hasRoot) throw this.#refused('is no XBRL document: it has no element');
    const facts = new Map([...this.#facts].map(([context, own]) => [context, this.#withUnits(own)]));
    return new Filing(this.file, this.#contexts, facts);
  }

  #opened({ local, uri, attributes }: sax.QualifiedTag): void {
    if (this.#open.length === 0) {
      if (this.#hasRoot || local !== 'xbrl' || uri !== INSTANCE) {
        throw this.#refused(`has <${local}> as its outer element: expected one <xbrl> of ${INSTANCE}`);
      }
      this.#hasRoot = true;
    }
    if (this.#open.length === MOST_DEPTH) {
      throw this.#refused(`nests elements more than ${MOST_DEPTH} deep: expected fewer`);
    }
    const line = this.#parser.line + 1;
    this.#open.push({ local, isInstance: uri === INSTANCE, attributes, line, text: '' });
  }

  #texted(text: string): void {
    const element = this.#open.at(-1);
    if (element === undefined) return;
    // One character more shows that it is too long.
    element.text = (element.text + text).slice(0, MOST_CHARACTERS + 1);
  }

  #closed(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    const depth = this.#open.length;
    const top = this.#open.at(1)?.local;
    const text = element.text.length > MOST_CHARACTERS ? '' : element.text.trim();
    if (depth === 1) this.#closedTop(element, text);
    else if (depth > 1 && (top === 'context' || top === 'unit')) this.#closedPart(element, text);
  }

  #closedPart({ local, attributes }: OpenElement, text: string): void {
    const isDimension = ['scenario', 'segment'].includes(this.#open.at(-1)?.local ?? '');
    if (isDimension) {
      const member = local === 'explicitMember' ? text.slice(text.indexOf(':') + 1) : '';
      this.#parts.push({ key: 'member', value: member });
    } else if (local === 'identifier') {
      this.#parts.push({ key: 'scheme', value: attributes['scheme']?.value ?? '' });
      this.#parts.push({ key: local, value: text });
    } else if (['startDate', 'endDate', 'instant', 'measure'].includes(local)) {
      this.#parts.push({ key: local, value: text });
    }
  }

  #closedTop({ local, isInstance, attributes, line }: OpenElement, text: string): void {
    const contextRef = attributes['contextRef']?.value;
    if (isInstance && local === 'context') this.#addContext(attributes['id']?.value ?? '');
    else if (isInstance && local === 'unit')
      this.#units.set(attributes['id']?.value ?? '', this.#part('measure'));
    else if (contextRef !== undefined) {
      const isNil = Object.values(attributes).some(
        ({ local: name, value }) => name === 'nil' && value === 'true',
      );
      const unit = attributes['unitRef']?.value ?? '';
      this.#addFact({
        name: local,
        context: contextRef,
        unit,
        text: isNil ? '' : text,
        line,
        isDisputed: false,
      });
    }
    this.#parts = [];
  }

  #part(key: string): string {
    return this.#parts.find((part) => part.key === key)?.value ?? '';
  }

  #addContext(id: string): void {
    if (this.#contexts.size === MOST_CONTEXTS) {
      throw this.#refused(`has more than ${MOST_CONTEXTS} contexts: expected fewer`);
    }
    this.#contexts.set(id, {
      scheme: this.#part('scheme'),
      identifier: this.#part('identifier'),
      start: this.#part('startDate'),
      end: this.#part('endDate'),
      instant: this.#part('instant'),
      members: this.#parts.filter(({ key }) => key === 'member').map(({ value }) => value),
    });
  }

  #addFact(fact: FilingFact): void {
    if (++this.#count > MOST_FACTS) throw this.#refused(`has more than ${MOST_FACTS} facts: expected fewer`);
    const own = this.#facts.get(fact.context) ?? new Map<string, FilingFact>();
    this.#facts.set(fact.context, own);
    const other = own.get(fact.name);
    if (other === undefined) own.set(fact.name, fact);
    else if (other.text !== fact.text) own.set(fact.name, { ...other, isDisputed: true });
  }

  /** Units may be declared after the facts that use them. */
  #withUnits(facts: ReadonlyMap<string, FilingFact>): ReadonlyMap<string, FilingFact> {
    const unitOf = ({ unit }: FilingFact) => this.#units.get(unit) ?? unit;
    return new Map([...facts].map(([name, fact]) => [name, { ...fact, unit: unitOf(fact) }]));
  }

  #refused(what: string): UserError {
    return new UserError(
      `${this.file}, line ${this.#parser.line + 1}: the file ${what}. Fetch it again; nothing of it was taken.`,
    );
  }
}
