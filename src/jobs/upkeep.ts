/**
 * The queue of short tasks that the clock starts. Because workers of each queue listen on a connection of their own, such tasks
 * share one.
 */
export const UPKEEP = 'upkeep';
