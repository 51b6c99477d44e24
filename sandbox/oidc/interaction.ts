import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import type { Account, AccountStore } from './account-store';
import { renderErrorPage, renderSignInPage, type SignInPage } from './pages';
import { chooseLocale, type Locale } from './words';

interface Exchange {
  provider: Provider;
  accounts: AccountStore;
  request: IncomingMessage;
  response: ServerResponse;
}

const paramsSchema = z.object({ ui_locales: z.string().optional(), login_hint: z.string().optional() });

/** Answers /interaction/{uid}: shows the sign-in page, takes its forms, hands the result to the provider. */
export async function handleInteraction(exchange: Exchange): Promise<void> {
  const { provider, request, response } = exchange;
  const acceptLanguage = request.headers['accept-language'];
  try {
    const { params, prompt } = await provider.interactionDetails(request, response);
    const { ui_locales, login_hint } = paramsSchema.parse(params);
    const locale = chooseLocale(ui_locales, acceptLanguage);
    if (prompt.name === 'consent')
      return await provider.interactionFinished(request, response, { consent: {} });
    if (request.method === 'POST') return await takeForm(exchange, locale);
    showSignIn(exchange, locale, { email: login_hint ?? '' });
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'SessionNotFound') throw error;
    const locale = chooseLocale(undefined, acceptLanguage);
    send(response, 400, renderErrorPage(locale, { error: 'session_not_found' }));
  }
}

async function takeForm(exchange: Exchange, locale: Locale): Promise<void> {
  const { provider, accounts, request, response } = exchange;
  const form = new URLSearchParams(await text(request));
  if (form.has('cancel')) return await cancel(exchange);
  const chosen = form.get('account');
  const email = form.get('email') ?? '';
  const account = chosen === null ? accounts.findOrCreateByEmail(email) : accounts.findById(chosen);
  if (account === undefined) return showSignIn(exchange, locale, { email, problem: 'unknownAddress' });
  if (chosen === null && !form.get('password')) {
    return showSignIn(exchange, locale, { email, problem: 'noPassword' });
  }
  await provider.interactionFinished(request, response, loginOf(account), { mergeWithLastSubmission: false });
}

function loginOf(account: Account) {
  return { login: { accountId: account.id, amr: account.amr ?? ['pwd'] } };
}

function cancel({ provider, request, response }: Exchange): Promise<void> {
  const result = { error: 'access_denied', error_description: 'The end-user aborted the sign-in.' };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function showSignIn(exchange: Exchange, locale: Locale, page: Omit<SignInPage, 'accounts'>): void {
  const status = page.problem === undefined ? 200 : 422;
  const html = renderSignInPage(locale, { ...page, accounts: exchange.accounts.listed });
  send(exchange.response, status, html);
}

/** No form-action here: Chromium applies it to the redirects that follow, which lead to the client's origin. */
function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}
