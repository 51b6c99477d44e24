import type { StoredMail } from './mailbox';
import { escapeHtml } from '../page-shell';
import { renderPage } from './page-shell';
import { type Locale, words } from './words';

/** Every mail, newest first. */
export function renderMailboxPage(locale: Locale, mails: readonly StoredMail[]): string {
  const text = words[locale];
  const list = mails.map((mail) => renderEntry(locale, mail)).join('');
  const content = mails.length === 0 ? `<p>${text.empty}</p>` : `<ul class="mails">${list}</ul>`;
  return renderPage(locale, text.mailbox, content);
}

/** One mail: its HTML part in a frame that can do nothing but open links, its text, its attachments. */
export function renderMailPage(locale: Locale, mail: StoredMail): string {
  const text = words[locale];
  const frame = `<section><h2>${text.html}</h2>
<iframe src="/messages/${mail.id}/html" title="${text.html}" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>
</section>`;
  return renderPage(
    locale,
    mail.subject || text.noSubject,
    `<p><a href="/">${text.back}</a></p>
<dl>
<dt>${text.from}</dt><dd>${escapeHtml(mail.from)}</dd>
<dt>${text.to}</dt><dd>${escapeHtml(mail.envelope.to.join(', '))}</dd>
<dt>${text.received}</dt><dd>${renderTime(locale, mail.receivedAt)}</dd>
</dl>
${renderAttachments(locale, mail)}
${mail.html === undefined ? '' : frame}
<section><h2>${text.text}</h2><pre>${escapeHtml(mail.text)}</pre></section>
<details><summary>${text.headers}</summary><pre>${escapeHtml(renderHeaders(mail))}</pre></details>`,
  );
}

/** For an address that has no mail. */
export function renderMissingPage(locale: Locale): string {
  const text = words[locale];
  return renderPage(locale, text.missing, `<p>${text.missingText}</p><p><a href="/">${text.back}</a></p>`);
}

function renderEntry(locale: Locale, mail: StoredMail): string {
  return `<li><a href="/messages/${mail.id}">
<strong>${escapeHtml(mail.subject || words[locale].noSubject)}</strong>
<span>${escapeHtml(mail.envelope.to.join(', '))}</span>
<span>${renderTime(locale, mail.receivedAt)}</span>
</a></li>`;
}

function renderTime(locale: Locale, moment: Date): string {
  const shown = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(moment);
  return `<time datetime="${moment.toISOString()}">${shown}</time>`;
}

function renderAttachments(locale: Locale, mail: StoredMail): string {
  if (mail.attachments.length === 0) return '';
  const items = mail.attachments.map(
    ({ filename, contentType, content }, index) =>
      `<li><a href="/messages/${mail.id}/attachments/${index}" download>${escapeHtml(filename)}</a>
 (${escapeHtml(contentType)}, ${content.length} B)</li>`,
  );
  return `<section><h2>${words[locale].attachments}</h2><ul>${items.join('')}</ul></section>`;
}

function renderHeaders(mail: StoredMail): string {
  return Object.entries(mail.headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
