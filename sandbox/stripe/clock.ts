/** The twin's own time: the machine's, moved by a whole number of seconds. */
export interface Clock {
  offsetSeconds: number;
}

const secondsPerDay = 86_400;
const japanOffsetSeconds = 9 * 3600;

/** A clock that shows the machine's time until it is moved. */
export function createClock(): Clock {
  return { offsetSeconds: 0 };
}

/** Unix time in milliseconds by the twin's clock. */
export function millisecondsNow(clock: Clock): number {
  return Date.now() + clock.offsetSeconds * 1000;
}

/** Unix time in whole seconds by the twin's clock. */
export function secondsNow(clock: Clock): number {
  return Math.floor(millisecondsNow(clock) / 1000);
}

/** Calendar months since year 0 (UTC), to compare with a card's expiry. */
export function monthsNow(clock: Clock): number {
  const now = new Date(millisecondsNow(clock));
  return now.getUTCFullYear() * 12 + now.getUTCMonth() + 1;
}

/** 23:59:59 Japan time, `days` calendar days after today there, in Unix seconds. */
export function endOfDayInJapan(clock: Clock, days: number): number {
  const today = Math.floor((secondsNow(clock) + japanOffsetSeconds) / secondsPerDay);
  return (today + days + 1) * secondsPerDay - japanOffsetSeconds - 1;
}
