/** Returns |value|. */
export const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);
