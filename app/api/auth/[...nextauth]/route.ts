import NextAuth from 'next-auth';
import { after, NextRequest } from 'next/server';
import { authOptions } from '@/lib/auth/next-auth';
import { recordSignIn, type SignIn } from '@/lib/auth/record-sign-in';
import { csrfOfOwnForm } from '@/lib/auth/csrf-of-own-form';
import { Fault } from '@/lib/fault';
import { readBytes } from '@/lib/http/read-bytes';
import { answering } from '@/lib/http/respond';
import { requireSameOrigin } from '@/lib/http/same-origin';
import { runtime } from '@/lib/runtime';

export const dynamic = 'force-dynamic';

type Context = RouteContext<'/api/auth/[...nextauth]'>;

export async function GET(request: NextRequest, context: Context): Promise<Response> {
  return NextAuth(request, context, await authOptions(recorder(request)));
}

/** Small forms of our own pages only: next-auth would read a body of any length and fails on JSON that is none. */
export async function POST(request: NextRequest, context: Context): Promise<Response> {
  return answering('auth', async () => {
    const { url, headers } = request;
    const type = headers.get('content-type') ?? '';
    if (!type.startsWith('application/x-www-form-urlencoded')) throw new Fault('bad_request', 'not a form');
    requireSameOrigin(request);
    const fields = new URLSearchParams(new TextDecoder().decode(await readBytes(request, 16 * 1024)));
    fields.set('csrfToken', await csrfOfOwnForm());
    const body = fields.toString();
    const form = new NextRequest(url, { method: 'POST', headers, body });
    return NextAuth(form, context, await authOptions(recorder(request)));
  });
}

/** Once the answer is on its way: who signs in does not wait for it. */
function recorder({ headers }: NextRequest): (signIn: SignIn) => void {
  const userAgent = headers.get('user-agent');
  return (signIn) => {
    const { db, now } = runtime();
    after(() => recordSignIn(db, { ...signIn, userAgent, now }));
  };
}
