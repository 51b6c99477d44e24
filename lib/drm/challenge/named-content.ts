import type { ContentId } from '@/lib/domain/content-id';
import type { Kid } from '@/lib/domain/kid';

/** What a part of a challenge asks for. */
export interface NamedContent {
  readonly kids: readonly Kid[];
  readonly contentIds: readonly ContentId[];
}

/** No event day has more keys; a request for more is an attempt to make us work. */
export const MAX_KIDS = 32;

/** All parts as one, each name once. Undefined when a part is malformed or there are more than `MAX_KIDS` keys. */
export function joinNamed(parts: readonly (NamedContent | undefined)[]): NamedContent | undefined {
  const kids = new Set<Kid>();
  const contentIds = new Set<ContentId>();
  for (const part of parts) {
    if (part === undefined) return undefined;
    for (const kid of part.kids) kids.add(kid);
    for (const contentId of part.contentIds) contentIds.add(contentId);
    if (kids.size > MAX_KIDS || contentIds.size > MAX_KIDS) return undefined;
  }
  return { kids: [...kids], contentIds: [...contentIds] };
}
