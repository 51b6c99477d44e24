import { describeError, log } from '@/lib/log';

/** Text that is made only when it is asked for. */
export interface TextSource {
  /** The next part; undefined: that was all. */
  readonly next: () => Promise<string | undefined>;
  /** Called once: at the end, after a failure, or when the reader has gone. */
  readonly close: () => Promise<void>;
}

/**
 * The body of an answer that is sent as fast as it is taken, and no faster. A failure under way breaks the answer off, so that
 * nobody takes half of it for the whole; it is logged as of `where`.
 */
export function textStream(source: TextSource, where: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      pull: async (controller) => {
        try {
          const text = await source.next();
          if (text !== undefined) return controller.enqueue(encoder.encode(text));
          await source.close();
          controller.close();
        } catch (error) {
          log.error('answer.broken', { where, cause: describeError(error) });
          await source.close();
          controller.error(error);
        }
      },
      cancel: () => source.close(),
    },
    { highWaterMark: 0 },
  );
}
