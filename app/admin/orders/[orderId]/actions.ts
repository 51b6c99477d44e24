'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import { staffAction } from '@/lib/auth/staff-action';
import type { ActRefusal } from '@/lib/domain/act-refusal';
import { REPLY_LENGTH, replyTemplates } from '@/lib/domain/reply-template';
import { normalizeMail } from '@/lib/domain/search-query';
import { once } from '@/lib/http/form-field';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { addNote } from '@/lib/staff/add-note';
import { changeContact } from '@/lib/staff/change-contact';
import { closeViewerSessions } from '@/lib/staff/close-sessions';
import type { PerformedAct } from '@/lib/staff/perform-act';
import { refundTickets } from '@/lib/staff/refund-tickets';
import { resendMail } from '@/lib/staff/resend-mail';
import { restoreTickets } from '@/lib/staff/restore-tickets';
import { revokeTickets } from '@/lib/staff/revoke-tickets';
import { sendReply } from '@/lib/staff/send-reply';
import { startMove } from '@/lib/staff/start-move';
import { routing } from '@/messages/routing';

type ActState = FormState<undefined, ActRefusal>;

const words = (most: number) => z.string().trim().min(3).max(most);
const address = z.string().max(254).transform(normalizeMail).pipe(z.email());
const ofOrder = { key: once(z.uuid()), orderId: once(idSchema), reason: once(words(500)) };
const orderForm = z.strictObject(ofOrder);
const lineForm = z.strictObject({ ...ofOrder, lineIds: z.array(idSchema).min(1).max(50) });
const refundForm = lineForm.extend({
  amountMinor: once(
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ),
});
const contactForm = orderForm.extend({ contactEmail: once(address) });
const resendForm = orderForm.extend({ mail: once(z.string().max(300)), to: once(address) });
const noteForm = orderForm.extend({ reason: once(words(2000)) });
const replyForm = orderForm.extend({
  template: once(z.enum([...replyTemplates, 'blank'])),
  locale: once(z.enum(routing.locales)),
  to: once(address),
  // Browsers send line ends as CRLF.
  text: once(
    z
      .string()
      .transform((text) => text.replaceAll('\r\n', '\n'))
      .pipe(words(REPLY_LENGTH)),
  ),
});

/** Done or refused, the page is made anew from how things stand now. */
async function shown(act: Promise<PerformedAct<ActRefusal>>): Promise<ActResult<undefined, ActRefusal>> {
  const performed = await act;
  refresh();
  return performed.ok ? { ok: true, value: undefined } : performed;
}

/** Takes tickets back and their money goes back. */
export async function refund(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.refund',
    power: 'refund',
    schema: refundForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(refundTickets(db, staff, { ...input, now }));
    },
  });
}

/** Takes tickets away without money. */
export async function revoke(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.revoke',
    power: 'revoke',
    schema: lineForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(revokeTickets(db, staff, { ...input, now }));
    },
  });
}

/** Gives back what was taken without money. */
export async function restore(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.restore',
    power: 'restore',
    schema: lineForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(restoreTickets(db, staff, { ...input, now }));
    },
  });
}

/** Stops the viewer's screens. */
export async function closeSessions(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.close_sessions',
    power: 'close_sessions',
    schema: orderForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(closeViewerSessions(db, staff, { ...input, now }));
    },
  });
}

/** Changes where mails about the order go. */
export async function changeOrderContact(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.change_contact',
    power: 'change_contact',
    schema: contactForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(changeContact(db, staff, { ...input, now }));
    },
  });
}

/** Mails the link by which the tickets go over to another sign-in. */
export async function move(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.move_tickets',
    power: 'move_tickets',
    schema: orderForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(startMove(db, staff, { ...input, now }));
    },
  });
}

/** Sends a mail of the order again. */
export async function resend(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.resend_mail',
    power: 'resend_mail',
    schema: resendForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(resendMail(db, staff, { ...input, now }));
    },
  });
}

/** Keeps a note. */
export async function note(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.add_note',
    power: 'add_note',
    schema: noteForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(addNote(db, staff, { ...input, now }));
    },
  });
}

/** Writes to the buyer. */
export async function reply(_before: ActState, form: FormData): Promise<ActState> {
  return staffAction(form, {
    where: 'admin.send_reply',
    power: 'send_reply',
    schema: replyForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      const template = input.template === 'blank' ? undefined : input.template;
      return shown(sendReply(db, staff, { ...input, template, now }));
    },
  });
}
