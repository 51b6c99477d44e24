'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import { staffAction } from '@/lib/auth/staff-action';
import { announcementAudiences, announcementSeverities } from '@/lib/domain/announcement';
import { BANNER_LENGTH, bannerEnds, type BannerRefusal } from '@/lib/domain/banner';
import { bannerPresets } from '@/lib/domain/banner-preset';
import { showPositions, type SwitchRefusal } from '@/lib/domain/show-switch';
import type { AlertRefusal } from '@/lib/domain/staff-alert';
import { once } from '@/lib/http/form-field';
import { idSchema } from '@/lib/http/id-schema';
import { runtime } from '@/lib/runtime';
import { endBanner } from '@/lib/staff/end-banner';
import type { PerformedAct } from '@/lib/staff/perform-act';
import { postBanner } from '@/lib/staff/post-banner';
import { resolveAlert } from '@/lib/staff/resolve-alert';
import { switchShow } from '@/lib/staff/switch-show';

type SwitchState = FormState<undefined, SwitchRefusal>;
type ResolveState = FormState<undefined, AlertRefusal>;
type BannerState = FormState<undefined, BannerRefusal>;

const ofAct = { key: once(z.uuid()), reason: once(z.string().trim().min(3).max(500)) };

const switchForm = z.strictObject({
  ...ofAct,
  eventDayId: once(idSchema),
  to: once(z.enum(showPositions)),
  seen: once(
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ),
});

const bannerText = once(z.string().trim().min(3).max(BANNER_LENGTH));
const postForm = z.strictObject({
  ...ofAct,
  eventDayId: once(idSchema),
  /** Where the words came from; what counts are the words. */
  preset: once(z.enum([...bannerPresets, 'own'])),
  ja: bannerText,
  en: bannerText,
  audience: once(z.enum(announcementAudiences)),
  severity: once(z.enum(announcementSeverities)),
  end: once(z.enum(bannerEnds)),
  replaces: once(idSchema).optional(),
});

const resolveForm = z.strictObject({ ...ofAct, alert: once(z.string().min(1).max(500)) });
const endForm = z.strictObject({ ...ofAct, bannerId: once(idSchema) });

/** Done or refused, the page is made anew from how things stand now. */
async function shown<Reason extends string>(
  act: Promise<PerformedAct<Reason>>,
): Promise<ActResult<undefined, Reason | 'sign_in_again'>> {
  const performed = await act;
  refresh();
  return performed.ok ? { ok: true, value: undefined } : performed;
}

/** Switches the day by hand, or back to the clock. */
export async function switchDay(_before: SwitchState, form: FormData): Promise<SwitchState> {
  return staffAction(form, {
    where: 'admin.switch_show',
    power: 'switch_show',
    schema: switchForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(switchShow(db, staff, { ...input, now }));
    },
  });
}

/** Puts a banner on the audience's pages. */
export async function postDayBanner(_before: BannerState, form: FormData): Promise<BannerState> {
  return staffAction(form, {
    where: 'admin.post_banner',
    power: 'post_banner',
    schema: postForm,
    act: (staff, { ja, en, ...input }) => {
      const { db, now } = runtime();
      const { preset: _preset, replaces, ...banner } = input;
      return shown(postBanner(db, staff, { ...banner, text: { ja, en }, replaces, now }));
    },
  });
}

/** Takes a banner off. */
export async function endDayBanner(_before: BannerState, form: FormData): Promise<BannerState> {
  return staffAction(form, {
    where: 'admin.end_banner',
    power: 'post_banner',
    schema: endForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(endBanner(db, staff, { ...input, now }));
    },
  });
}

/** Takes an alert off the board. */
export async function resolve(_before: ResolveState, form: FormData): Promise<ResolveState> {
  return staffAction(form, {
    where: 'admin.resolve_alert',
    power: 'resolve_alerts',
    schema: resolveForm,
    act: (staff, input) => {
      const { db, now } = runtime();
      return shown(resolveAlert(db, staff, { ...input, now }));
    },
  });
}
