import type { AnnouncementAudience, AnnouncementSeverity } from './announcement';
import type { BannerEnd } from './banner';
import type { LocalizedText } from './localized-text';

/** What goes wrong on the night, in the order of the panel. */
export const bannerPresets = [
  'starting_late',
  'paused',
  'picture',
  'sound',
  'payment',
  'sign_in',
  'resolved',
  'weather',
  'thanks',
] as const;

export type BannerPreset = (typeof bannerPresets)[number];

/** What a text leaves open: `minutes` a number, `time` a clock time of the event's zone. */
export type BannerField = 'minutes' | 'time';

interface PresetBanner {
  readonly severity: AnnouncementSeverity;
  readonly audience: AnnouncementAudience;
  readonly end: BannerEnd;
  /** With `{minutes}` or `{time}`; not words of ours but of the organizer, so they are here and not among the messages. */
  readonly text: LocalizedText;
}

const presets: Readonly<Record<BannerPreset, PresetBanner>> = {
  starting_late: {
    severity: 'info',
    audience: 'all',
    end: '60',
    text: {
      ja: '開演が{minutes}分ほど遅れています。このままお待ちください。',
      en: 'The show starts about {minutes} minutes late. Please stay on this page.',
    },
  },
  paused: {
    severity: 'info',
    audience: 'watching',
    end: '30',
    text: {
      ja: 'ただいま中断しています。{time}ごろに再開する予定です。',
      en: 'The show is paused. We expect to go on at about {time}.',
    },
  },
  picture: {
    severity: 'warning',
    audience: 'tickets',
    end: '30',
    text: {
      ja: '映像が乱れる、または止まる不具合が起きています。原因を調べ、復旧を進めています。',
      en: 'The picture breaks up or stops for some viewers. We are working on it.',
    },
  },
  sound: {
    severity: 'warning',
    audience: 'tickets',
    end: '30',
    text: {
      ja: '音声が途切れる、または聞こえない不具合が起きています。復旧を進めています。',
      en: 'The sound drops out for some viewers. We are working on it.',
    },
  },
  payment: {
    severity: 'warning',
    audience: 'all',
    end: '60',
    text: {
      ja: 'お支払いの手続きに時間がかかっています。二重に購入せず、しばらくお待ちください。',
      en: 'Payments are slow at the moment. Please wait and do not pay twice.',
    },
  },
  sign_in: {
    severity: 'warning',
    audience: 'all',
    end: '30',
    text: {
      ja: 'サインインしにくい状態です。サインイン済みの画面は、閉じずにそのままお使いください。',
      en: 'Signing in is unreliable at the moment. If you are signed in, please keep the page open.',
    },
  },
  resolved: {
    severity: 'info',
    audience: 'all',
    end: '15',
    text: {
      ja: '不具合は解消しました。ご不便をおかけし、申し訳ありませんでした。',
      en: 'The problem is solved. We are sorry for the trouble.',
    },
  },
  weather: {
    severity: 'warning',
    audience: 'all',
    end: '60',
    text: {
      ja: '天候のため、公演を見合わせています。次のお知らせは{time}ごろです。',
      en: 'The show is on hold because of the weather. The next news comes at about {time}.',
    },
  },
  thanks: {
    severity: 'info',
    audience: 'tickets',
    end: '60',
    text: {
      ja: '本日の配信は終了しました。ご視聴ありがとうございました。',
      en: 'Today’s stream is over. Thank you for watching.',
    },
  },
};

export function presetBanner(preset: BannerPreset): PresetBanner {
  return presets[preset];
}

/** What a preset leaves open; at most one field. */
export function fieldOf(preset: BannerPreset): BannerField | undefined {
  const { ja } = presets[preset].text;
  if (ja.includes('{minutes}')) return 'minutes';
  return ja.includes('{time}') ? 'time' : undefined;
}

/** The text of a preset in both languages, its field filled in. */
export function fillPreset(preset: BannerPreset, value: string): LocalizedText {
  const fill = (text: string) => text.replace('{minutes}', value).replace('{time}', value);
  const { ja, en } = presets[preset].text;
  return { ja: fill(ja), en: fill(en) };
}
