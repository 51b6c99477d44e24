'use server';

import { refresh, revalidatePath } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import type { Staff } from '@/lib/auth/staff';
import { staffAction } from '@/lib/auth/staff-action';
import type { EventFileOutcome, EventFileRefusal } from '@/lib/domain/event-file-outcome';
import type { EventFormOutcome, EventFormWish, EventStateRefusal } from '@/lib/domain/event-form-outcome';
import { Fault } from '@/lib/fault';
import { runtime } from '@/lib/runtime';
import { changeEventState } from '@/lib/staff/change-event-state';
import { MAX_EVENT_FILE_BYTES, readEventFile } from '@/lib/staff/event-file';
import { findLastEdit } from '@/lib/staff/find-last-edit';
import { readEventPlan } from '@/lib/staff/read-event-plan';
import { saveEditedPlan } from '@/lib/staff/save-edited-plan';
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
  showAtOnce();
  return { ok: true, value: { kind: 'saved', eventId: read.plan.id } };
}

const eventForm = z.strictObject({
  file: z.string().max(MAX_EVENT_FILE_BYTES),
  version: z.int().min(1).nullable(),
  key: z.uuid(),
  reason: z.string().trim().min(3).max(500),
});

/** Saves the event that a form stands for, whole; whether it is published stays as it is. */
export async function saveEventForm(
  wish: EventFormWish,
): Promise<FormState<EventFormOutcome, 'sign_in_again'>> {
  return staffAction<z.infer<typeof eventForm>, EventFormOutcome, 'sign_in_again'>(wish, {
    where: 'admin.save_event_form',
    power: 'edit_events',
    schema: eventForm,
    act: saveForm,
  });
}

async function saveForm(
  staff: Staff,
  { file, version, key, reason }: z.infer<typeof eventForm>,
): Promise<ActResult<EventFormOutcome, 'sign_in_again'>> {
  const read = readEventFile(file);
  if (!read.ok) return { ok: true, value: { kind: 'mistakes', mistakes: read.mistakes } };
  const { db, now } = runtime();
  const base = version ?? undefined;
  const saved = await saveEditedPlan(db, staff, { plan: read.plan, version: base, key, reason, now });
  if (saved.ok) {
    showAtOnce();
    return { ok: true, value: { kind: 'saved', version: (version ?? 0) + 1 } };
  }
  if (saved.reason === 'sign_in_again') return { ok: false, reason: saved.reason };
  if (saved.reason === 'problems') {
    return { ok: true, value: { kind: 'problems', problems: saved.problems } };
  }
  const stored = await readEventPlan(db, staff, read.plan.id);
  if (stored === undefined) throw new Fault('not_found', 'the event is gone');
  const edit = await findLastEdit(db, staff, read.plan.id);
  return { ok: true, value: { kind: saved.reason, ...stored, edit } };
}

const stateForm = z.strictObject({
  eventId: once(z.string().max(50)),
  version: once(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ),
  state: once(z.enum(['draft', 'published'])),
  key: once(z.uuid()),
  reason: once(z.string().trim().min(3).max(500)),
});

/** Publishes an event, or makes it a draft again. */
export async function setEventState(
  _before: FormState<undefined, EventStateRefusal>,
  form: FormData,
): Promise<FormState<undefined, EventStateRefusal>> {
  return staffAction<z.infer<typeof stateForm>, undefined, EventStateRefusal>(form, {
    where: 'admin.set_event_state',
    power: 'edit_events',
    schema: stateForm,
    act: async (staff, wish) => {
      const { db, now } = runtime();
      const saved = await changeEventState(db, staff, { ...wish, now });
      if (!saved.ok) return { ok: false, reason: saved.reason };
      showAtOnce();
      return { ok: true, value: undefined };
    },
  });
}

/** Public pages are kept for half a minute; who has saved looks at once. */
function showAtOnce(): void {
  revalidatePath('/', 'layout');
  refresh();
}
