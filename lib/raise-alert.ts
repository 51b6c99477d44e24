import type { Queries } from '@/lib/db/client';
import { staffAlerts } from '@/lib/db/schema/operations';
import type { AlertKind } from '@/lib/domain/staff-alert';
import { log } from '@/lib/log';

interface NewAlert {
  readonly kind: AlertKind;
  /** The fact: an id of Stripe's or ours. The same fact is one alert, however often it is seen. */
  readonly about: string;
  readonly orderId?: string;
  readonly paymentIntentId?: string;
  /** For staff: what was seen, without personal data. */
  readonly detail: string;
  readonly now: Date;
}

/** Puts something before staff and into the log, once per fact. */
export async function raiseAlert(db: Queries, alert: NewAlert): Promise<void> {
  const { kind, about, orderId, paymentIntentId, detail, now } = alert;
  const written = await db
    .insert(staffAlerts)
    .values({
      dedupeKey: `${kind}:${about}`,
      kind,
      orderId: orderId ?? null,
      paymentIntentId: paymentIntentId ?? null,
      detail,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ key: staffAlerts.dedupeKey });
  if (written.length > 0) log.error(`alert.${kind}`, { orderId, paymentIntentId, detail });
}
