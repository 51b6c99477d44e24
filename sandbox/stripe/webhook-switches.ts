import { z } from 'zod';
import { requireEvent } from './events';
import { createRandom, shuffled } from './seeded-random';
import type { Twin } from './twin';
import { deliver, enqueue, undisturbed, type WebhookDelivery } from './webhook-delivery';

const seed = z.int().min(0).default(1);

export const webhookSwitch = z.union([
  z.strictObject({ hold: z.boolean() }),
  z.strictObject({ duplicate: z.int().min(0).max(20) }),
  z.strictObject({ resend: z.string() }),
  z.strictObject({ dropNext: z.int().min(0) }),
  z.strictObject({ dropShare: z.number().min(0).max(1), seed }),
  z.strictObject({ shuffle: z.boolean(), seed }),
  z.strictObject({ delayMs: z.int().min(0).max(600_000) }),
  z.strictObject({ secret: z.string().startsWith('whsec_') }),
  z.strictObject({ retries: z.boolean() }),
  z.strictObject({ reset: z.literal(true) }),
]);

/** Turns one switch and answers how all of them stand, the secret excepted. */
export function turnWebhookSwitch(twin: Twin, wanted: z.infer<typeof webhookSwitch>): object {
  const { delivery } = twin;
  const { disturbance } = delivery;
  if ('hold' in wanted) setHold(delivery, wanted.hold);
  if ('duplicate' in wanted) disturbance.duplicates = wanted.duplicate;
  if ('resend' in wanted) deliver(delivery, requireEvent(twin.store, wanted.resend));
  if ('dropNext' in wanted) disturbance.dropNext = wanted.dropNext;
  if ('dropShare' in wanted) disturbance.dropShare = wanted.dropShare;
  if ('shuffle' in wanted) disturbance.shuffles = wanted.shuffle;
  if ('seed' in wanted) disturbance.random = createRandom(wanted.seed);
  if ('delayMs' in wanted) disturbance.delayMilliseconds = wanted.delayMs;
  if ('secret' in wanted) delivery.secret = wanted.secret;
  if ('retries' in wanted) disturbance.retries = wanted.retries;
  if ('reset' in wanted) resetDelivery(delivery);
  return describe(delivery);
}

/** Holds every delivery back, retries included, or lets all held ones go. */
function setHold(delivery: WebhookDelivery, isHeld: boolean): void {
  const { disturbance } = delivery;
  disturbance.isHeld = isHeld;
  if (isHeld) return;
  const held = delivery.held.splice(0);
  const released = disturbance.shuffles ? shuffled(held, disturbance.random) : held;
  for (const job of released) enqueue(delivery, job, 0);
}

function resetDelivery(delivery: WebhookDelivery): void {
  delivery.disturbance = undisturbed();
  delivery.secret = delivery.endpoint?.secret ?? '';
  setHold(delivery, false);
}

function describe({ disturbance, held }: WebhookDelivery): object {
  return {
    hold: disturbance.isHeld,
    held: held.length,
    duplicate: disturbance.duplicates,
    dropNext: disturbance.dropNext,
    dropShare: disturbance.dropShare,
    shuffle: disturbance.shuffles,
    delayMs: disturbance.delayMilliseconds,
    retries: disturbance.retries,
  };
}
