import { Field, ID, ObjectType } from 'type-graphql';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';
import { DateScalar } from '../scalars.js';
import { Person } from '../user/person.js';
import type { IntelligenceRow } from './intelligenceLoaders.js';

const nullable = true;

export const INTELLIGENCE_IDS: IdKind<string> = {
  type: 'IntelligenceItem',
  parts: (item) => [item],
  key: ([item = '', ...rest]) => (rest.length === 0 && /^[0-9a-f]{32}$/.test(item) ? item : null),
};

@ObjectType('IntelligenceItem', {
  implements: Node,
  simpleResolvers: true,
  description:
    'Something that is known of companies and that stands in no statement, such as an order that one has got. No score ' +
    'depends on it.',
})
export class IntelligenceItem implements Node {
  /** By their tickers of when it was recorded. */
  readonly tickers: readonly Ticker[];

  @Field(() => String, { description: 'Its kind, a short name in upper case, such as "ORDER_WIN".' })
  readonly type: string;

  @Field(() => String, { description: 'What it is, in a line.' })
  readonly title: string;

  @Field(() => String, { nullable, description: 'More about it; null where there is no text.' })
  readonly text: string | null;

  @Field(() => DateScalar, { description: 'Day of what it tells, in the past or to come.' })
  readonly date: IsoDate;

  @Field(() => DateScalar, {
    description:
      'Day on which it was published as it is, from which on it is known: as stated, else the day on which it was recorded.',
  })
  readonly publishedOn: IsoDate;

  @Field(() => String, { description: 'Where it is from, in words.' })
  readonly source: string;

  @Field(() => String, { nullable, description: 'Where it can be read, a link of https; null: nowhere.' })
  readonly url: string | null;

  @Field(() => Person, {
    nullable,
    description: 'The user who recorded it; null where it was imported, or the user is deleted.',
  })
  readonly recordedBy: Person | null;

  readonly #item: string;

  constructor(row: IntelligenceRow) {
    this.#item = row.item;
    this.tickers = row.tickers.split(' ') as Ticker[];
    this.type = row.type;
    this.title = row.title;
    this.text = row.text || null;
    this.date = row.day;
    this.publishedOn = row.published_on;
    this.source = row.source;
    this.url = row.url || null;
    const { by_user: id, by_name: name } = row;
    this.recordedBy = id === null || name === null ? null : new Person({ id, name });
  }

  @Field(() => ID, {
    description: 'Opaque id, of what tells an item from others: its type, title, date, source and tickers.',
  })
  get id(): string {
    return encodeId(INTELLIGENCE_IDS, this.#item);
  }
}

export const IntelligenceConnection = connectionOf(IntelligenceItem, {
  name: 'Intelligence',
  noun: 'item',
  description: 'A page of what is known of companies, the newest date first.',
});
export type IntelligenceConnection = InstanceType<typeof IntelligenceConnection>;
