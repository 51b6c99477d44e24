import { readText, type Json } from './record';

const japanese: Record<string, string> = {
  card_declined: 'カードが拒否されました。',
  insufficient_funds: 'カードの残高または利用枠が不足しています。',
  expired_card: 'カードの有効期限が切れています。',
  incorrect_cvc: 'カードのセキュリティコードが正しくありません。',
  incorrect_number: 'カード番号が正しくありません。',
  processing_error: 'カードの処理中にエラーが発生しました。しばらくしてからもう一度お試しください。',
  payment_intent_authentication_failure:
    '本人認証に失敗しました。別のお支払い方法を選択して、もう一度お試しください。',
  api_connection_error: 'Stripe に接続できませんでした。通信状況をご確認のうえ、もう一度お試しください。',
};

export type Language = 'ja' | 'en';

/** The language of a Stripe `locale`; `auto` and undefined follow the browser, unknown ones are English. */
export function languageOf(locale: string | undefined): Language {
  const wanted = locale === undefined || locale === 'auto' ? navigator.language : locale;
  return wanted.toLowerCase().startsWith('ja') ? 'ja' : 'en';
}

/** The error with a message a buyer can read, as Stripe.js localizes card errors. */
export function localizeError(error: Json, language: Language): Json {
  if (language === 'en') return error;
  const keys = [readText(error, 'decline_code'), readText(error, 'code'), readText(error, 'type')];
  const message = keys.map((key) => japanese[key ?? '']).find((text) => text !== undefined);
  return message === undefined ? error : { ...error, message };
}
