import { z } from 'zod';
import { Fault } from '@/lib/fault';
import { bindingOf } from '@/lib/http/device-cookie';
import type { HeaderReader } from '@/lib/http/header-reader';
import { screenCookie, screenCookieOf } from '@/lib/http/screen-cookie';
import { readClaims, signClaims } from '@/lib/playback/signed-claims';

const KIND = 'screen-pass+jwt';

/** A viewer lets one screen play one day. Not an entitlement: sessions and licenses ask for that as ever. */
export interface ScreenPass {
  readonly viewerId: string;
  readonly eventDayId: string;
  /** The screen's browser (lib/http/device-cookie.ts): a copied pass opens nothing. */
  readonly binding: string;
  readonly until: Date;
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  day: z.string().min(1),
  bind: z.string().min(1),
  exp: z.number().int(),
});

/** The `Set-Cookie` header that hands the pass over. */
export async function giveScreenPass(pass: ScreenPass, now: Date): Promise<string> {
  const exp = Math.floor(pass.until.getTime() / 1000);
  const { viewerId: sub, eventDayId: day, binding: bind } = pass;
  const signed = await signClaims(KIND, { sub, day, bind, exp });
  return screenCookie(signed, Math.max(0, exp - Math.floor(now.getTime() / 1000)));
}

/** Whom this screen plays the day for; undefined without a pass for exactly this day, this browser and this time. */
export async function readScreenPass(
  headers: HeaderReader,
  { eventDayId, now }: { readonly eventDayId: string; readonly now: Date },
): Promise<Pick<ScreenPass, 'viewerId'> | undefined> {
  const cookie = screenCookieOf(headers);
  const binding = bindingOf(headers);
  if (cookie === undefined || binding === undefined) return undefined;
  const claims = await readPass(cookie);
  if (claims === undefined || now.getTime() >= claims.exp * 1000) return undefined;
  return claims.day === eventDayId && claims.bind === binding ? { viewerId: claims.sub } : undefined;
}

async function readPass(cookie: string): Promise<z.infer<typeof claimsSchema> | undefined> {
  try {
    return claimsSchema.safeParse(await readClaims(KIND, cookie)).data;
  } catch (error) {
    if (error instanceof Fault && error.code === 'token_invalid') return undefined;
    throw error;
  }
}
