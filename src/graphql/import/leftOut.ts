import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { LEFT_OUT, type LeftOut } from '../../market/imports/adapters/adapter.js';
import type { LeftOutRows as Rows } from '../../market/imports/readFile.js';

/** Why rows were left out, as clients ask for it. */
export const LeftOutReasonEnum = Object.fromEntries(
  Object.keys(LEFT_OUT).map((reason) => [reason, reason]),
) as {
  readonly [Reason in LeftOut]: Reason;
};
registerEnumType(LeftOutReasonEnum, {
  name: 'LeftOutReason',
  description: 'Why rows of a file were not taken although nothing is wrong with them.',
  valuesConfig: {
    UNKNOWN_STOCK: { description: 'Rows of stocks that the store does not list.' },
    OTHER_SERIES: { description: 'Rows of series that are no shares: only EQ, BE and BZ are.' },
    SECOND_SERIES: {
      description: 'Rows of a second series of a stock on one day: EQ counts before BE, and BE before BZ.',
    },
    NOT_A_STOCK: { description: 'Rows of funds, bonds, indices and other things that are no stocks.' },
    OTHER_KIND: { description: 'Rows of kinds that no score depends on, such as plain dividends.' },
    NO_VALUE: { description: 'Rows without a value.' },
    REPEATED: { description: 'Rows that tell again what another row of the file tells.' },
    READ_BEFORE: { description: 'Rows of days that another file of the same import gave.' },
  },
});

@ObjectType('LeftOutRows', {
  simpleResolvers: true,
  description:
    'Rows of a file that were not taken although nothing is wrong with them. They are not among the rows read.',
})
export class LeftOutRows {
  @Field(() => LeftOutReasonEnum, { description: 'Why they were left out.' })
  readonly reason: LeftOut;

  @Field(() => Int, { description: 'How many rows these are.' })
  readonly rows: number;

  @Field(() => [String], { description: 'Up to 10 of the symbols, names or texts of these rows.' })
  readonly examples: readonly string[];

  constructor({ reason, rows, examples }: Rows) {
    this.reason = reason;
    this.rows = rows;
    this.examples = examples;
  }
}
