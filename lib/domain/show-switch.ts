/** What staff can set a day to by hand; `auto`: by the clock again. */
export const showPositions = ['auto', 'hold', 'live', 'paused', 'ended'] as const;

export type ShowPosition = (typeof showPositions)[number];

/** The last switch of a day. */
export interface ShowSwitch {
  readonly to: ShowPosition;
  readonly at: Date;
  /** Its doors were open then, be it by the clock or by hand. */
  readonly wasOpen?: boolean;
}

/** Why a day was not switched. */
export const switchRefusals = ['sign_in_again', 'changed', 'unchanged', 'not_on', 'too_late'] as const;

export type SwitchRefusal = (typeof switchRefusals)[number];

export function parseShowPosition(text: unknown): ShowPosition | undefined {
  return showPositions.find((position) => position === text);
}
