/** The parts of a start, in their order. */
export const startupParts = ['shell', 'player', 'manifest', 'license', 'firstSegment', 'firstFrame'] as const;

/** Milliseconds from the page's navigation (or the press that started playback) to the end of each part. */
export type QoeStartup = Readonly<Partial<Record<(typeof startupParts)[number], number>>>;
