/** Runs one step of a command, and prints what it does and how long it took. */
export async function stage<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  console.log(`\n── ${what}`);
  const started = performance.now();
  const result = await work();
  console.log(`   ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}
