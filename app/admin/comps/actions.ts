'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import { staffAction } from '@/lib/auth/staff-action';
import type { CompRefusal } from '@/lib/domain/comp-refusal';
import { normalizeMail } from '@/lib/domain/search-query';
import { once } from '@/lib/http/form-field';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { grantComp } from '@/lib/staff/grant-comp';
import type { PerformedAct } from '@/lib/staff/perform-act';
import { withdrawComp } from '@/lib/staff/withdraw-comp';
import { routing } from '@/messages/routing';

type CompFormState = FormState<undefined, CompRefusal>;

const act = { key: once(z.uuid()), reason: once(z.string().trim().min(3).max(500)) };
const grantForm = z.strictObject({
  ...act,
  ticketTypeId: once(idSchema),
  to: once(z.string().max(254).transform(normalizeMail).pipe(z.email())),
  locale: once(z.enum(routing.locales)),
});
const withdrawForm = z.strictObject({ ...act, linkId: once(idSchema) });

/** Mails somebody the link of a complimentary ticket. */
export async function grant(_before: CompFormState, form: FormData): Promise<CompFormState> {
  return staffAction(form, {
    where: 'admin.grant_comp',
    power: 'grant_comp',
    schema: grantForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(grantComp(db, staff, { ...input, now }));
    },
  });
}

/** Makes such a link void. */
export async function withdraw(_before: CompFormState, form: FormData): Promise<CompFormState> {
  return staffAction(form, {
    where: 'admin.withdraw_comp',
    power: 'grant_comp',
    schema: withdrawForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(withdrawComp(db, staff, { ...input, now }));
    },
  });
}

/** Once it is done, the page is made anew. */
async function shown(
  performing: Promise<PerformedAct<CompRefusal>>,
): Promise<ActResult<undefined, CompRefusal>> {
  const performed = await performing;
  if (!performed.ok) return performed;
  refresh();
  return { ok: true, value: undefined };
}
