import type { FieldName, FieldProblem } from './card-fields';
import type { Contact, ContactProblem } from './contact-fields';
import type { Language } from './error-text';
import type { MethodType } from './payment-methods';

export type FieldId = FieldName | keyof Contact;
export type Problem = FieldProblem | ContactProblem;

export interface FrameText {
  mark: string;
  /** Name of the row of tabs. */
  methods: string;
  tabs: Record<MethodType, string>;
  hints: Record<'konbini' | 'paypay', string>;
  labels: Record<FieldId, string>;
  problems: Record<Problem, string>;
}

/** The words inside the payment frame. */
export const frameText: Record<Language, FrameText> = {
  ja: {
    mark: 'サンドボックス（sandbox）：実際の請求は発生しません',
    methods: '支払い方法',
    tabs: { card: 'カード', konbini: 'コンビニ払い', paypay: 'PayPay' },
    hints: {
      konbini: '注文の確定後に、コンビニでのお支払いに使う番号が表示されます。',
      paypay: '注文の確定後に、PayPay のページへ移動してお支払いを完了します。',
    },
    labels: {
      number: 'カード番号',
      expiry: '有効期限',
      cvc: 'セキュリティコード',
      name: '氏名',
      email: 'メールアドレス',
    },
    problems: {
      incomplete_number: 'カード番号に不備があります。',
      invalid_number: 'カード番号が無効です。',
      incomplete_expiry: 'カードの有効期限に不備があります。',
      invalid_expiry_month: 'カードの有効期限（月）が無効です。',
      invalid_expiry_past: 'カードの有効期限が過ぎています。',
      incomplete_cvc: 'カードのセキュリティコードに不備があります。',
      incomplete_name: '氏名を入力してください。',
      incomplete_email: 'メールアドレスを入力してください。',
      invalid_email: 'メールアドレスに不備があります。',
    },
  },
  en: {
    mark: 'Sandbox: nothing is really charged',
    methods: 'Payment methods',
    tabs: { card: 'Card', konbini: 'Konbini', paypay: 'PayPay' },
    hints: {
      konbini: 'The numbers to pay with at the store are shown once the order is placed.',
      paypay: 'Once the order is placed you are sent on to PayPay to complete the payment.',
    },
    labels: {
      number: 'Card number',
      expiry: 'Expiration date',
      cvc: 'Security code',
      name: 'Full name',
      email: 'Email',
    },
    problems: {
      incomplete_number: 'Your card number is incomplete.',
      invalid_number: 'Your card number is invalid.',
      incomplete_expiry: "Your card's expiration date is incomplete.",
      invalid_expiry_month: "Your card's expiration month is invalid.",
      invalid_expiry_past: "Your card's expiration date is in the past.",
      incomplete_cvc: "Your card's security code is incomplete.",
      incomplete_name: 'Please enter your full name.',
      incomplete_email: 'Please enter your email.',
      invalid_email: 'Your email is incomplete.',
    },
  },
};
