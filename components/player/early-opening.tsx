import { earlyOpeningScript } from './early-opening-script';

interface EarlyOpeningProps {
  readonly eventDayId: string;
  /** Of the page's Content-Security-Policy. */
  readonly nonce: string | undefined;
}

/**
 * Opens the playback session while the page's scripts are still on their way; the player takes the answer up. Only for
 * a page whose player starts by itself.
 */
export function EarlyOpening({ eventDayId, nonce }: EarlyOpeningProps) {
  const html = { __html: earlyOpeningScript(eventDayId) };
  // Browsers hide the nonce from scripts, so that it differs from what was sent.
  return <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={html} />;
}
