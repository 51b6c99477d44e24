import { z } from 'zod';
import { drmVendorsText } from './drm-vendors';
import { ofText } from './fields';

/** Roles of staff and ways to pay, as the product names them; infra imports nothing of it (decision 50). */
const staffRoles = ['support', 'operator', 'finance', 'owner'];
const paymentMethods = ['card', 'konbini', 'paypay'];

const webUrl = z.url({ protocol: /^https?$/, ...ofText('is no http(s) address') });
const isWebUrl = (address: string): boolean => webUrl.safeParse(address).success;

function listOf(isEntry: (entry: string) => boolean, message: string) {
  return z
    .string()
    .min(1)
    .refine((text) => entriesOf(text).every(isEntry), message);
}

function wholeNumber(min: number, max: number) {
  const isInside = (text: string): boolean =>
    /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max;
  return z.string().refine(isInside, `is no whole number from ${min} to ${max}`);
}

/** The entries of a list with commas, as the product splits it. */
export function entriesOf(text: string): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** Settings of which the product refuses some texts at its start (lib/config/env.ts); all others may be any text. Optional where it has a default. */
export const settingFormats = {
  OIDC_ISSUER: webUrl,
  STAFF_GROUPS: listOf(
    (entry) => {
      const [group = '', role = ''] = entry.split('=').map((part) => part.trim());
      return group !== '' && staffRoles.includes(role);
    },
    `is no list of group=role (${staffRoles.join(', ')})`,
  ).optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().startsWith('pk_', 'is no publishable key of Stripe (pk_…)'),
  PAYMENT_METHODS: listOf(
    (entry) => paymentMethods.includes(entry),
    `is no list of ${paymentMethods.join(', ')}`,
  )
    .refine((text) => entriesOf(text).includes('card'), 'does not have card, which must be one of them')
    .optional(),
  STRIPE_PAYMENTS_PER_SECOND: wholeNumber(1, 1000).optional(),
  HOLD_SECONDS: wholeNumber(60, 3600).optional(),
  /** Its password is a secret of its own, never part of the address. */
  SMTP_URL: z
    .string()
    .refine(
      (text) => /^smtps?:\/\/([^:@/]+@)?[^:@/]+(:\d+)?$/.test(text) && URL.canParse(text),
      'is no smtp(s):// address without a password',
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/,
      'is no mail address such as Name <tickets@example.com>',
    ),
  DRM_VENDORS: drmVendorsText.optional(),
  MEDIA_ORIGINS: listOf(isWebUrl, 'is no list of http(s) addresses').optional(),
  CLEAR_TEST_HLS_URL: webUrl.optional(),
} as const;
