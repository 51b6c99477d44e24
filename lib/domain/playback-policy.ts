/** Output protection that the picture may need on its way to the screen (HDCP version), weakest first. */
export const hdcpLevels = ['none', '1.4', '2.2'] as const;

/** `hardware`: Widevine L1, PlayReady SL3000. `software` takes every device (L3, SL2000). */
export const securityLevels = ['software', 'hardware'] as const;

/** What a license grants, in words that every DRM vendor's adapter translates into its own. */
export interface PlaybackPolicy {
  /** How long one license plays; a renewal is a new decision, so this is the hard stop after a refund. */
  readonly licenseSeconds: number;
  readonly hdcp: (typeof hdcpLevels)[number];
  readonly securityLevel: (typeof securityLevels)[number];
}

export const defaultPolicy: PlaybackPolicy = {
  licenseSeconds: 3600,
  hdcp: 'none',
  securityLevel: 'software',
};
