/** A text in each language of the product. Japanese is what is shown where no other fits. */
export interface LocalizedText {
  readonly ja: string;
  readonly en: string;
}

export function inLocale(text: LocalizedText, locale: string): string {
  return locale === 'en' ? text.en : text.ja;
}
