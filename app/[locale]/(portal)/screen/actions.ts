'use server';

import { z } from 'zod';
import { type FormState, formAction } from '@/lib/auth/form-action';
import { type ScreenRefusal, writtenScreenCode } from '@/lib/domain/screen-link';
import { idSchema } from '@/lib/http/id-schema';
import { confirmScreenLink } from '@/lib/playback/confirm-screen-link';
import { findScreenLink } from '@/lib/playback/find-screen-link';
import { runtime } from '@/lib/runtime';
import { localizedPath } from '@/messages/localized-path';
import { routing } from '@/messages/routing';
import { goTo } from '../../go-to';

type ScreenFormState = FormState<string, ScreenRefusal>;

/** A form field that comes once; forms carry every field as a list. */
const once = <Value extends z.ZodType<unknown, string>>(value: Value) =>
  z
    .tuple([z.string()])
    .transform(([text]) => text)
    .pipe(value);

const typedCode = { code: once(z.string().max(100)), locale: once(z.enum(routing.locales)) };
const enterForm = z.strictObject(typedCode);
const confirmForm = z.strictObject({ ...typedCode, eventDayId: once(idSchema) });

/** Leads from a typed code to the screen that shows it, or says why there is none. */
export async function enterCode(_before: ScreenFormState, form: FormData): Promise<ScreenFormState> {
  return formAction<z.infer<typeof enterForm>, string, ScreenRefusal>(form, {
    where: 'screen.enter',
    schema: enterForm,
    limit: 'screen',
    act: async (viewer, { code, locale }) => {
      const { db, now } = runtime();
      const found = await findScreenLink(db, viewer, { typed: code, now });
      if (!found.ok) return found;
      return goTo(localizedPath(`/screen/${writtenScreenCode(found.screen.code)}`, locale));
    },
  });
}

/** Lets the screen with this code play one of the viewer's days. */
export async function confirmScreen(_before: ScreenFormState, form: FormData): Promise<ScreenFormState> {
  return formAction<z.infer<typeof confirmForm>, string, ScreenRefusal>(form, {
    where: 'screen.confirm',
    schema: confirmForm,
    limit: 'screen',
    act: async (viewer, { code, eventDayId }) => {
      const { db, now } = runtime();
      const confirmed = await confirmScreenLink(db, viewer, { typed: code, eventDayId, now });
      return confirmed.ok ? { ok: true, value: confirmed.device } : confirmed;
    },
  });
}
