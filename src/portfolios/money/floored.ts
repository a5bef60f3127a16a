/** Divides whole numbers and rounds down (towards −∞). `under` is above 0. */
export function floored(over: bigint, under: bigint): bigint {
  const quotient = over / under;
  return over < 0n && quotient * under !== over ? quotient - 1n : quotient;
}
