import type { FieldName, FieldProblem } from './card-fields';
import type { Language } from './error-text';

interface FrameText {
  mark: string;
  labels: Record<FieldName, string>;
  problems: Record<FieldProblem, string>;
}

/** The words inside the payment frame. */
export const frameText: Record<Language, FrameText> = {
  ja: {
    mark: 'サンドボックス（sandbox）：実際の請求は発生しません',
    labels: { number: 'カード番号', expiry: '有効期限', cvc: 'セキュリティコード' },
    problems: {
      incomplete_number: 'カード番号に不備があります。',
      invalid_number: 'カード番号が無効です。',
      incomplete_expiry: 'カードの有効期限に不備があります。',
      invalid_expiry_month: 'カードの有効期限（月）が無効です。',
      invalid_expiry_past: 'カードの有効期限が過ぎています。',
      incomplete_cvc: 'カードのセキュリティコードに不備があります。',
    },
  },
  en: {
    mark: 'Sandbox: nothing is really charged',
    labels: { number: 'Card number', expiry: 'Expiration date', cvc: 'Security code' },
    problems: {
      incomplete_number: 'Your card number is incomplete.',
      invalid_number: 'Your card number is invalid.',
      incomplete_expiry: "Your card's expiration date is incomplete.",
      invalid_expiry_month: "Your card's expiration month is invalid.",
      invalid_expiry_past: "Your card's expiration date is in the past.",
      incomplete_cvc: "Your card's security code is incomplete.",
    },
  },
};
