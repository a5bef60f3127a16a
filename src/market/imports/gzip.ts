/** The bytes with which every gzip member begins. */
export const GZIP = Buffer.of(0x1f, 0x8b);
