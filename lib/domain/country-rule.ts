/** Where an event may be watched. Countries are ISO 3166-1 alpha-2 codes in capitals. */
export interface CountryRule {
  /** `only`: nowhere else. `except`: everywhere else. */
  readonly mode: 'only' | 'except';
  readonly countries: readonly string[];
  /** What holds for a viewer whose country the front could not tell. */
  readonly unknown: 'allow' | 'refuse';
}

/** Without a rule an event may be watched everywhere. */
export function isCountryAllowed(rule: CountryRule | undefined, country: string | undefined): boolean {
  if (rule === undefined) return true;
  if (country === undefined) return rule.unknown === 'allow';
  return rule.countries.includes(country) === (rule.mode === 'only');
}
