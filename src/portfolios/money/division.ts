/** Returns n / d, rounded down. @param d above 0 */
export const floorDivided = (n: bigint, d: bigint): bigint => (n >= 0n || n % d === 0n ? n / d : n / d - 1n);

/** Returns n / d, rounded up. @param d above 0 */
export const ceilDivided = (n: bigint, d: bigint): bigint => -floorDivided(-n, d);
