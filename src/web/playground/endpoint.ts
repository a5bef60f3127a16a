/** The address of GraphQL, next to this page: a proxy may serve both below a path of its own. */
export const endpoint = new URL('graphql', location.href);
