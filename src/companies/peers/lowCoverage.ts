/** Share of the companies of a sector that are compared, below which shares and HHI may be far from those of all. */
export const LOW_COVERAGE = 0.8;
/** Share of the compared companies whose growth is known, below which it may be far from that of all. */
export const LOW_GROWTH_COVERAGE = 0.5;
