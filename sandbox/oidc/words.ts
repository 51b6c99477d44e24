export type Locale = 'ja' | 'en';

/** The first of `ja` and `en` named by ui_locales (space separated) or Accept-Language; otherwise Japanese. */
export function chooseLocale(uiLocales: string | undefined, acceptLanguage: string | undefined): Locale {
  const wanted = `${uiLocales ?? ''} ${acceptLanguage ?? ''}`.toLowerCase().split(/[\s,]+/);
  for (const tag of wanted) {
    if (/^ja\b/.test(tag)) return 'ja';
    if (/^en\b/.test(tag)) return 'en';
  }
  return 'ja';
}

const ja = {
  sandbox: 'サンドボックス',
  warning: 'テスト用のサインイン画面です。本物のパスワードは入力しないでください。',
  signIn: 'サインイン',
  chooseAccount: 'アカウントを選ぶ',
  staff: 'スタッフ',
  unverified: 'メール未確認',
  typeAddress: 'メールアドレスで続ける',
  email: 'メールアドレス',
  emailHint: '@example.jp のアドレスなら、その場で視聴者アカウントになります。',
  password: 'パスワード',
  passwordHint: '何を入れてもかまいません。',
  continue: '続ける',
  cancel: 'キャンセルして戻る',
  unknownAddress: 'このアドレスのアカウントはありません。@example.jp のアドレスを入力してください。',
  noPassword: 'パスワードを入力してください(何でもかまいません)。',
  signOut: 'サインアウト',
  signOutQuestion: 'サンドボックスのアカウントからサインアウトしますか?',
  signOutYes: 'サインアウトする',
  signOutNo: 'サインインしたままにする',
  signedOut: 'サインアウトしました',
  error: 'サインインを続けられません',
  expired: 'このサインイン画面は期限切れです。元のサイトに戻って、もう一度サインインしてください。',
};

const en: typeof ja = {
  sandbox: 'Sandbox',
  warning: 'This sign-in page is for tests. Do not type a real password.',
  signIn: 'Sign in',
  chooseAccount: 'Choose an account',
  staff: 'Staff',
  unverified: 'Address not verified',
  typeAddress: 'Continue with an address',
  email: 'Email address',
  emailHint: 'Any address at example.jp becomes a viewer account on the spot.',
  password: 'Password',
  passwordHint: 'Anything will do.',
  continue: 'Continue',
  cancel: 'Cancel and go back',
  unknownAddress: 'There is no account for this address. Use an address at example.jp.',
  noPassword: 'Type a password (anything will do).',
  signOut: 'Sign out',
  signOutQuestion: 'Sign out of your sandbox account?',
  signOutYes: 'Sign out',
  signOutNo: 'Stay signed in',
  signedOut: 'You are signed out',
  error: 'Sign-in cannot go on',
  expired: 'This sign-in page has expired. Go back to the site and sign in again.',
};

export const words: Record<Locale, typeof ja> = { ja, en };
