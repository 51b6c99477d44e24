import type { HeaderReader } from '@/lib/http/header-reader';

/** Safari, and every browser on iPhones and iPads: what plays FairPlay. A guess by User-Agent, good enough for a preload. */
export function isWebKit(headers: HeaderReader): boolean {
  const agent = headers.get('user-agent') ?? '';
  return agent.includes('AppleWebKit') && !/Chrome|Chromium|Android/.test(agent);
}
