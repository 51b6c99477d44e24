'use server';

import { type FormState, formAction } from '@/lib/auth/form-action';
import { idSchema } from '@/lib/http/id-schema';
import { closeScreen as closeScreenOfViewer } from '@/lib/playback/close-screen';
import { runtime } from '@/lib/runtime';

/** Stops the show on another of the viewer's own screens. */
export async function closeScreen(sessionId: string): Promise<FormState<'closed'>> {
  return formAction<string, 'closed', never>(sessionId, {
    where: 'tickets.close_screen',
    schema: idSchema,
    limit: 'close_screen',
    act: async (viewer, wanted) => {
      const { db, now } = runtime();
      await closeScreenOfViewer(db, viewer, { sessionId: wanted, now });
      return { ok: true, value: 'closed' };
    },
  });
}
