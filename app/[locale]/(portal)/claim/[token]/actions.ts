'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import { type FormState, formAction } from '@/lib/auth/form-action';
import type { ClaimRefusal } from '@/lib/domain/claim-link';
import { runtime } from '@/lib/runtime';
import { claimTickets } from '@/lib/sales/claim-tickets';

type ClaimFormState = FormState<undefined, ClaimRefusal>;

const claimForm = z.strictObject({
  token: z.tuple([z.string().max(100)]).transform(([token]) => token),
});

/** Takes what a link promises. */
export async function claim(_before: ClaimFormState, form: FormData): Promise<ClaimFormState> {
  return formAction<z.infer<typeof claimForm>, undefined, ClaimRefusal>(form, {
    where: 'claim',
    schema: claimForm,
    limit: 'claim',
    act: async (viewer, { token }) => {
      const { db, now } = runtime();
      const claimed = await claimTickets(db, viewer, { token, now });
      if (!claimed.ok) return claimed;
      refresh();
      return { ok: true, value: undefined };
    },
  });
}
