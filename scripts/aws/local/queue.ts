import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';

const message = z.object({ host: z.string(), url: z.string() });

/** A page that is to be rendered again. */
export type QueueMessage = z.infer<typeof message>;

const sendMessage = z.object({ MessageBody: z.string(), MessageDeduplicationId: z.string() });

/** So long a FIFO queue takes a second message of one deduplication id for the first (SQS Developer Guide). */
const DEDUPLICATION_MS = 5 * 60_000;

const seen = new Map<string, number>();

/** SendMessage of a FIFO queue (SQS API reference, JSON); its consumer is `onMessage`. Throws at anything else. */
export function answerQueue(
  target: string,
  body: string,
  onMessage: (message: QueueMessage) => void,
): object {
  if (target !== 'AmazonSQS.SendMessage') throw new Error(`The queue does not know ${target}.`);
  const { MessageBody, MessageDeduplicationId: id } = sendMessage.parse(JSON.parse(body));
  const now = performance.now();
  if (now - (seen.get(id) ?? -Infinity) > DEDUPLICATION_MS) {
    seen.set(id, now);
    onMessage(message.parse(JSON.parse(MessageBody)));
  }
  return { MessageId: randomUUID(), MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex') };
}
