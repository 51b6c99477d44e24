/** A number to be typed at a terminal, in groups that the eye can keep: `123 456`, `90 123 456 789`. */
export function digitGroups(code: string): string {
  if (code.length <= 4) return code;
  return code.replace(/\B(?=(.{3})+$)/g, ' ');
}

/** The same for a screen reader, which would else read one large number. */
export function spokenDigits(code: string): string {
  return [...code].join(' ');
}
