/** The URL of GraphQL. Set VITE_GREYOAK for a service elsewhere, which has to allow this page (ALLOWED_ORIGINS). */
export const endpoint: string = `${import.meta.env['VITE_GREYOAK'] ?? 'http://127.0.0.1:4000'}/graphql`;
