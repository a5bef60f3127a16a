/** Returns the numbers of a vector as it is stored: 32-bit floats, little-endian, anywhere in a larger buffer. */
export const floatsOf = (vector: Buffer): Float32Array => new Float32Array(new Uint8Array(vector).buffer);
