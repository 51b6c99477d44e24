/** A property that must hold once everything has come to rest. */
export interface Property {
  readonly id: string;
  readonly says: string;
  /** One row for each breach, told in its column `breach`. */
  readonly sql: string;
}

export interface Violation {
  readonly property: string;
  readonly says: string;
  readonly breach: string;
}
