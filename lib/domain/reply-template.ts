/** The answers that staff give most, filled with the facts of the case. */
export const replyTemplates = [
  'paid_ready',
  'refund_done',
  'other_device',
  'device_not_supported',
  'region',
  'outage',
] as const;

export type ReplyTemplate = (typeof replyTemplates)[number];

/** A text to begin with; staff may change every word of it. */
export interface ReplyDraft {
  readonly template: ReplyTemplate;
  readonly locale: 'ja' | 'en';
  readonly text: string;
}

export const REPLY_LENGTH = 5000;
