/** A moment, given in Unix seconds, as a Japanese reader writes it, by Japan's clock. */
export function japanTimeText(unixSeconds: number): string {
  const format = new Intl.DateTimeFormat('ja-JP', {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Asia/Tokyo',
  });
  return `${format.format(unixSeconds * 1000)} JST`;
}
