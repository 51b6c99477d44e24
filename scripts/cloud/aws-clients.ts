/**
 * What every client here is made with: the region that the plan says, credentials and endpoint as the SDK finds them
 * (`AWS_*`, profiles, `AWS_ENDPOINT_URL`).
 */
export function clientOf(region: string): { region: string; maxAttempts: number } {
  return { region, maxAttempts: 5 };
}

/** Is this an error of AWS with one of these names? */
export function isAwsError(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
