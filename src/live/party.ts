import type { Member } from './member.js';
import type { Payer } from './payer.js';

/** The subscriptions of one caller in a group. They pay together: each result once, for all of them. */
export class Party {
  readonly members = new Set<Member>();
  /** The position up to which its caller has paid for the results of the group's window. */
  paidUpTo: number;

  /** @param after the position that its first member begins after */
  constructor(
    readonly payer: Payer,
    after: number,
  ) {
    this.paidUpTo = after;
  }
}
