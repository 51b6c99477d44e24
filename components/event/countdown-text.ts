interface CountdownText {
  /** `{days}日 {clock}`. */
  readonly days: string;
  readonly now: string;
}

/** Time left as `2日 03:04:05`, `03:04:05`, or the word for "any moment". */
export function countdownText(leftMs: number, text: CountdownText): string {
  if (leftMs <= 0) return text.now;
  const seconds = Math.ceil(leftMs / 1000);
  const days = Math.floor(seconds / 86_400);
  const clock = [Math.floor(seconds / 3600) % 24, Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  return days === 0 ? clock : text.days.replace('{days}', String(days)).replace('{clock}', clock);
}
