/** The media types that documents may have. What a document is, its bytes say. */
export const MEDIA_TYPES = ['application/pdf', 'text/html', 'text/plain'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export type DocumentStatus = 'QUEUED' | 'PROCESSING' | 'READY' | 'FAILED';

/** The steps in which a document is processed, in their order. Each is a job, and is retried alone. */
export const DOCUMENT_STEPS = ['EXTRACT', 'CLEAN', 'CHUNK', 'EMBED', 'INDEX', 'SUGGEST'] as const;
export type DocumentStep = (typeof DOCUMENT_STEPS)[number];
