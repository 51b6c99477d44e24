/** Which build answers; `development` outside a built server. */
export function buildId(): string {
  return process.env.BUILD_ID ?? 'development';
}
