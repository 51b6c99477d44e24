import type { Writable } from 'node:stream';

/** Status, headers and cookies of an answer whose body follows. */
export interface Prelude {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly cookies: string[];
}

export type LambdaStream = Writable & { setContentType(type: string): void };

/** As Lambda wants them before a streamed body: JSON, then eight zero bytes (Lambda Developer Guide). */
export function begin(stream: LambdaStream, prelude: Prelude): LambdaStream {
  stream.setContentType('application/vnd.awslambda.http-integration-response');
  stream.write(JSON.stringify(prelude));
  stream.write(new Uint8Array(8));
  return stream;
}
