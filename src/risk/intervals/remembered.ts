/** Keeps what a costly function of a number of observations and a confidence returns: there are few of either. */
export function remembered<Result>(
  compute: (n: number, confidence: number) => Result,
): (n: number, confidence: number) => Result {
  const known = new Map<number, Map<number, Result>>();
  return (n, confidence) => {
    let byNumber = known.get(confidence);
    if (byNumber === undefined) known.set(confidence, (byNumber = new Map<number, Result>()));
    let result = byNumber.get(n);
    if (result === undefined) byNumber.set(n, (result = compute(n, confidence)));
    return result;
  };
}
