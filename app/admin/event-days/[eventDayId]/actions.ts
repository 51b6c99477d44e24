'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import { staffAction } from '@/lib/auth/staff-action';
import type { AlertRefusal } from '@/lib/domain/staff-alert';
import { runtime } from '@/lib/runtime';
import { resolveAlert } from '@/lib/staff/resolve-alert';

type ResolveState = FormState<undefined, AlertRefusal>;

const once = <Value extends z.ZodType<unknown, string>>(value: Value) =>
  z
    .tuple([z.string()])
    .transform(([text]) => text)
    .pipe(value);

const resolveForm = z.strictObject({
  key: once(z.uuid()),
  reason: once(z.string().trim().min(3).max(500)),
  alert: once(z.string().min(1).max(500)),
});

/** Takes an alert off the board. */
export async function resolve(_before: ResolveState, form: FormData): Promise<ResolveState> {
  return staffAction(form, {
    where: 'admin.resolve_alert',
    power: 'resolve_alerts',
    schema: resolveForm,
    act: async (staff, input): Promise<ActResult<undefined, AlertRefusal>> => {
      const { db, now } = runtime();
      const performed = await resolveAlert(db, staff, { ...input, now });
      refresh();
      return performed.ok ? { ok: true, value: undefined } : performed;
    },
  });
}
