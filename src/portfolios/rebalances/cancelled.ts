/** A rebalance was cancelled while it ran. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}
