'use server';

import { refresh, revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import type { Staff } from '@/lib/auth/staff';
import { staffAction } from '@/lib/auth/staff-action';
import type { EventFileOutcome, EventFileRefusal } from '@/lib/domain/event-file-outcome';
import { runtime } from '@/lib/runtime';
import { MAX_EVENT_FILE_BYTES, readEventFile } from '@/lib/staff/event-file';
import { saveEventPlan } from '@/lib/staff/save-event-plan';

const once = <Value extends z.ZodType>(value: Value) =>
  z
    .tuple([z.unknown()])
    .transform(([first]) => first)
    .pipe(value);

const fileForm = z.strictObject({
  key: once(z.uuid()),
  reason: once(z.string().trim().min(3).max(500)),
  file: once(z.file().max(MAX_EVENT_FILE_BYTES)),
  /** Empty for a new event. */
  eventId: once(z.string().max(50)),
  version: once(z.string().regex(/^\d{0,9}$/)),
});

/** Creates an event from a file, or brings the event to the file that was made of it. */
export async function saveEventFile(
  _before: FormState<EventFileOutcome, EventFileRefusal>,
  form: FormData,
): Promise<FormState<EventFileOutcome, EventFileRefusal>> {
  return staffAction<z.infer<typeof fileForm>, EventFileOutcome, EventFileRefusal>(form, {
    where: 'admin.save_event_file',
    power: 'edit_events',
    schema: fileForm,
    act: saveFile,
  });
}

async function saveFile(
  staff: Staff,
  { key, reason, file, eventId, version }: z.infer<typeof fileForm>,
): Promise<ActResult<EventFileOutcome, EventFileRefusal>> {
  const read = readEventFile(await file.text());
  if (!read.ok) return { ok: true, value: { kind: 'mistakes', mistakes: read.mistakes } };
  if (eventId !== '' && read.plan.id !== eventId) return { ok: false, reason: 'other_event' };
  const { db, now } = runtime();
  const base = version === '' ? undefined : Number(version);
  const saved = await saveEventPlan(db, staff, { plan: read.plan, version: base, key, reason, now });
  if (!saved.ok) {
    if (saved.reason !== 'problems') return { ok: false, reason: saved.reason };
    return { ok: true, value: { kind: 'problems', problems: saved.problems } };
  }
  // Public pages are kept for half a minute; who has saved looks at once.
  revalidatePath('/', 'layout');
  refresh();
  return { ok: true, value: { kind: 'saved', eventId: read.plan.id } };
}
