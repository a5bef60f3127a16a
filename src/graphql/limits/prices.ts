/**
 * What an operation costs, in points. A point is some 10 µs of processor time on the machine of docs/performance.md.
 * `npm --prefix bench run price` measures how true the prices are. `src/live/group.ts` has those of replays.
 */
export const PRICES = {
  /** To receive a request and to send an answer, whatever it says. */
  request: 30,
  /** To send an answer that is kept from before. */
  keptAnswer: 10,
  /** To say again what is wrong with a document. */
  keptRefusal: 25,
  /** Bytes of a body or an answer for one point. */
  bytesPerPoint: 8_192,
  /** Bytes of a request, which are read as JSON, whatever becomes of it. */
  receivedBytesPerPoint: 2_048,
  /** Bytes of a kept answer, which only have to be sent. */
  keptBytesPerPoint: 16_384,

  /** To read a document that is not known: in all, and for each of its characters, tokens and compared pairs. */
  document: 25,
  character: 0.005,
  token: 0.4,
  comparison: 0.04,
  /** To plan a selection; fragments count as often as they are spread. */
  planned: 0.1,
  /** To read and coerce a value of a variable, such as one of a list, or 64 characters of a text. */
  variable: 0.05,
  /** To read such a value of an argument once more, wherever it is used. */
  input: 0.02,
  /** To execute and write a result of a subscription, apart from what it reads and has. */
  result: 5,
  /** To compile a selection. */
  compiled: 5,

  /** A statement that is sent to the database. */
  statement: 25,
  /** A row that is read. */
  row: 0.1,
  /** What the row of a score costs in addition, as it has all parts of the score. */
  scoreRow: 0.15,
  /** An object of the answer. */
  object: 0.03,
  /** A scalar of the answer, apart from its bytes. */
  leaf: 0.012,
  /** A field that is refused, whether the answer tells its error or that of another one. */
  error: 3,
} as const;
