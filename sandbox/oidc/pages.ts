import type { Account } from './account-store';
import { escapeHtml } from '../page-shell';
import { renderPage } from './page-shell';
import { type Locale, words } from './words';

export interface SignInPage {
  accounts: readonly Account[];
  email: string;
  problem?: 'unknownAddress' | 'noPassword' | undefined;
}

/** The sign-in page; its forms post to its own address. */
export function renderSignInPage(locale: Locale, page: SignInPage): string {
  const text = words[locale];
  return renderPage(
    locale,
    text.signIn,
    `<section>
<h2>${text.chooseAccount}</h2>
<form method="post"><ul>${page.accounts.map((account) => renderAccount(locale, account)).join('')}</ul></form>
</section>
<section>
<h2>${text.typeAddress}</h2>
${renderAddressForm(locale, page)}
</section>
<form method="post" class="actions"><button class="quiet" name="cancel" value="yes">${text.cancel}</button></form>`,
  );
}

/** `form` is oidc-provider's own form, without buttons; the buttons belong to it by its id. */
export function renderLogoutPage(locale: Locale, form: string): string {
  const text = words[locale];
  return renderPage(
    locale,
    text.signOut,
    `<p>${text.signOutQuestion}</p>${form}
<div class="actions">
<button form="op.logoutForm" name="logout" value="yes">${text.signOutYes}</button>
<button form="op.logoutForm" class="quiet">${text.signOutNo}</button>
</div>`,
  );
}

/** Shown after sign-out when the site gave no registered address to return to. */
export function renderSignedOutPage(locale: Locale): string {
  return renderPage(locale, words[locale].signedOut, '');
}

/** An error of the protocol, in the words of its standard. */
export function renderErrorPage(
  locale: Locale,
  out: { error: string; error_description?: string | undefined },
): string {
  const text = words[locale];
  if (out.error === 'session_not_found') return renderPage(locale, text.error, `<p>${text.expired}</p>`);
  return renderPage(
    locale,
    text.error,
    `<p><code>${escapeHtml(out.error)}</code></p><p lang="en">${escapeHtml(out.error_description ?? '')}</p>`,
  );
}

function renderAccount(locale: Locale, account: Account): string {
  const text = words[locale];
  const tags = [
    ...(account.role === 'staff' ? [text.staff] : []),
    ...(account.email_verified ? [] : [text.unverified]),
  ];
  return `<li><button class="account" name="account" value="${escapeHtml(account.id)}">
<span lang="ja">${escapeHtml(account.name)}</span>
<span class="email">${escapeHtml(account.email)}</span>
${tags.map((tag) => `<span class="tag">${tag}</span>`).join('')}
</button></li>`;
}

function renderAddressForm(locale: Locale, { email, problem }: SignInPage): string {
  const text = words[locale];
  return `<form method="post">
<label for="email">${text.email}</label>
<input id="email" name="email" type="email" required autocomplete="username" autocapitalize="none"
 value="${escapeHtml(email)}" ${describeField('email', problem === 'unknownAddress')}>
${problem === 'unknownAddress' ? `<p class="problem" id="email-problem" role="alert">${text.unknownAddress}</p>` : ''}
<p class="hint" id="email-hint">${text.emailHint}</p>
<label for="password">${text.password}</label>
<input id="password" name="password" type="password" required autocomplete="off"
 ${describeField('password', problem === 'noPassword')}>
${problem === 'noPassword' ? `<p class="problem" id="password-problem" role="alert">${text.noPassword}</p>` : ''}
<p class="hint" id="password-hint">${text.passwordHint}</p>
<div class="actions"><button>${text.continue}</button></div>
</form>`;
}

function describeField(id: string, invalid: boolean): string {
  return invalid
    ? `aria-invalid="true" aria-describedby="${id}-problem ${id}-hint"`
    : `aria-describedby="${id}-hint"`;
}
