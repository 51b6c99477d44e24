import { contentKeyFor, kidToUuid } from '../content-keys';

/** The keys that the vendor holds for a content id: here a channel of the origin. */
export function channelKids(contentKeySecret: string, channel: string): string[] {
  return (['AUDIO', 'VIDEO'] as const).map((label) =>
    kidToUuid(contentKeyFor(contentKeySecret, channel, label).kid),
  );
}
