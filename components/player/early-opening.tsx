'use client';

import { preload } from 'react-dom';
import { earlyOpeningScript } from './early-opening-script';
import { type EngineBuild, engineFiles } from './engine-files';

interface EarlyOpeningProps {
  readonly eventDayId: string;
  readonly build: EngineBuild;
  /** Of the page's Content-Security-Policy. */
  readonly nonce: string | undefined;
}

/**
 * Opens the playback session and fetches the engine while the page's own scripts are still on their way. Only for a page
 * whose player starts by itself.
 */
export function EarlyOpening({ eventDayId, build, nonce }: EarlyOpeningProps) {
  const engineFile = engineFiles[build];
  // Ahead of the framework's scripts, which the browser would otherwise fetch first.
  preload(engineFile, { as: 'script', fetchPriority: 'high', ...(nonce !== undefined && { nonce }) });
  const html = { __html: earlyOpeningScript({ eventDayId, engineFile }) };
  // A module that is `async` does not wait for style sheets. Browsers hide the nonce from scripts, so that it differs from
  // what was sent.
  return <script type="module" async nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={html} />;
}
