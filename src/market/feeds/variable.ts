/** A variable of the environment in the value of a header. */
export const VARIABLE = /\$\{([A-Za-z_]\w*)\}/g;
