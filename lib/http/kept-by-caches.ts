/**
 * `Cache-Control` of what is the same for everyone and changes by the second. For shared caches: asked by thousands, answered
 * by one request each 5 s, and from the last good answer while the server is away (RFC 5861). Browsers keep nothing: what
 * they showed last would come back as news. Nor do caches hand out what is older than nine seconds, just under the shortest
 * time between two questions of a page: one that asks alone hears news at once, not with its next question.
 */
export const keptByCaches = 'public, max-age=0, s-maxage=5, stale-while-revalidate=4, stale-if-error=600';
