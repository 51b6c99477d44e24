export type Locale = 'ja' | 'en';

/** The first of `ja` and `en` in Accept-Language; otherwise Japanese. */
export function chooseLocale(acceptLanguage = ''): Locale {
  const wanted = acceptLanguage.toLowerCase().split(/[\s,]+/);
  return wanted.find((tag) => /^(ja|en)\b/.test(tag))?.startsWith('en') === true ? 'en' : 'ja';
}

const ja = {
  sandbox: 'サンドボックス',
  warning: 'ここにあるメールは、どこにも送られていません。',
  mailbox: 'メールボックス',
  empty: 'メールはまだありません。届くとここに並びます。ページを開き直してください。',
  noSubject: '（件名なし）',
  back: 'メールボックスへ戻る',
  from: '差出人',
  to: '宛先',
  received: '受信',
  attachments: '添付ファイル',
  html: '本文（HTML）',
  text: '本文（テキスト）',
  headers: 'ヘッダー',
  missing: 'このメールはありません',
  missingText: '削除されたか、サンドボックスが起動し直されました。',
};

export const words = {
  ja,
  en: {
    sandbox: 'Sandbox',
    warning: 'The mails here were not sent anywhere.',
    mailbox: 'Mailbox',
    empty: 'No mail yet. It is listed here when it comes in: load the page again.',
    noSubject: '(no subject)',
    back: 'Back to the mailbox',
    from: 'From',
    to: 'To',
    received: 'Received',
    attachments: 'Attachments',
    html: 'Message (HTML)',
    text: 'Message (text)',
    headers: 'Headers',
    missing: 'There is no such mail',
    missingText: 'It was deleted, or the sandbox was started anew.',
  },
} as const satisfies Record<Locale, Record<keyof typeof ja, string>>;
