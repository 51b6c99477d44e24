import { z } from 'zod';
import { limitAct } from '@/lib/auth/act-limit';
import { mailSignInCode } from '@/lib/auth/mail-sign-in-code';
import { normalizeMail } from '@/lib/domain/search-query';
import { RESEND_AFTER_SECONDS } from '@/lib/domain/sign-in-code';
import { clientNetwork } from '@/lib/http/client-address';
import { readJson } from '@/lib/http/read-json';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { newSignInBrowser, signInBrowserOf, signInCookie } from '@/lib/http/sign-in-cookie';
import { runtime } from '@/lib/runtime';
import { routing } from '@/messages/routing';

export const dynamic = 'force-dynamic';

const where = 'sign_in.request';
const body = z.strictObject({
  email: z.string().max(254).transform(normalizeMail).pipe(z.email()),
  locale: z.enum(routing.locales),
});

/** Mails a sign-in code to any address and names the browser that may use it; tells nothing of who is known here. */
export async function POST(request: Request): Promise<Response> {
  return answering(where, async () => {
    requireSameOrigin(request);
    const { email, locale } = await readJson(request, body, 1024);
    const { db, now } = runtime();
    const network = clientNetwork(request.headers);
    if (network !== undefined) await limitAct(db, 'sign_in_network', network);
    await limitAct(db, 'sign_in_code', email);
    const browser = signInBrowserOf(request.headers.get('cookie')) ?? newSignInBrowser();
    await mailSignInCode(db, { email, browser, locale, now });
    const headers = { 'cache-control': 'no-store', 'set-cookie': signInCookie(browser) };
    return Response.json({ email, resendAfterSeconds: RESEND_AFTER_SECONDS }, { headers });
  });
}

export const GET = methodNotAllowed(where, 'POST');
