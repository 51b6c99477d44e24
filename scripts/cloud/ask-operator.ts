import { createInterface } from 'node:readline/promises';

/** What a person types at the terminal; undefined where there is none. */
export async function askOperator(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await terminal.question(question)).trim();
  } finally {
    terminal.close();
  }
}
