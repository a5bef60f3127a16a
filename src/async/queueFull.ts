/** A bounded queue did not take a piece of work, or gave it up: too much waits, or it waited for too long. */
export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}
