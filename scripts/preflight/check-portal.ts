import { ask } from './ask';
import { type CheckLine, go, noGo } from './check-line';
import { clockLine } from './clock-line';

/** The portal answers, and its clock agrees with ours. */
export async function checkPortal(appUrl: string): Promise<readonly CheckLine[]> {
  const what = 'the portal answers';
  const fix = 'Start it; see that APP_URL, DNS and certificate lead to it and nothing redirects on the way.';
  const before = Date.now();
  const { status, headers, body, tookMs } = await ask(`${appUrl}/api/health`);
  if (status !== 200 || !body.toString().includes('"build"'))
    return [noGo(what, `/api/health answers ${status}${leadsTo(headers)}`, fix)];
  // The header has whole seconds: half of one is right on average.
  const theirs = Date.parse(headers.get('date') ?? '') + 500;
  return [
    go(what, `in ${Math.round(tookMs)} ms`),
    clockLine({ whose: 'the portal', theirs, ours: before + tookMs / 2 }),
  ];
}

/** An answer without a body comes to its end: sign-in is made of them, and some accounts of AWS never end one (decision 63). */
export async function checkRedirect(appUrl: string): Promise<CheckLine> {
  const what = 'a redirect ends: my tickets ask to sign in';
  const fix = 'AWS: OPEN_NEXT_FORCE_NON_EMPTY_RESPONSE of the server function (docs/decisions/0063).';
  try {
    const { status, headers, tookMs } = await ask(`${appUrl}/tickets`);
    const isToSignIn = /\/sign-in(\?|$)/.test(headers.get('location') ?? '');
    if (status >= 300 && status < 400 && isToSignIn)
      return go(what, `${status}, in ${Math.round(tookMs)} ms`);
    return noGo(what, `/tickets answers ${status}${leadsTo(headers)}`, fix);
  } catch (error) {
    return noGo(what, error instanceof Error ? error.message : String(error), fix);
  }
}

/** Where a redirect leads, for people. */
export function leadsTo(headers: Headers): string {
  const target = headers.get('location');
  return target === null ? '' : `, to ${target.split('?')[0]}`;
}
