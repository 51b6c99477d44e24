/** The festival of the demo: three days around now, the second one on air; times in minutes from its start. */
const HOUR = 60;
const DAY = 24 * HOUR;

const text = (ja: string, en: string) => ({ ja, en });

export const demoEvent = {
  id: 'evt_minato',
  slug: 'minato-2026',
  timeZone: 'Asia/Tokyo',
  title: text('みなと音楽祭 2026 オンライン', 'Minato Music Festival 2026 Online'),
  tagline: text(
    '港町のホールから、3日間ぜんぶ生配信。',
    'Three days live from the concert hall by the harbor.',
  ),
  description: text(
    '合唱、室内楽、そして最終日のオーケストラ。全公演を客席の特等席からお届けします。チケットは1日ずつでも、3日間の通し券でもお求めいただけます。',
    'Choirs, chamber music and, on the last day, the full orchestra, from the best seat in the house. Buy a single day or the pass for all three.',
  ),
  organizer: text('みなと音楽祭実行委員会', 'Minato Music Festival Committee'),
  contactEmail: 'support@minato-festival.example',
  refundTerms: text(
    'お客様のご都合による取り消し・返金はお受けしておりません。公演の中止、または配信の重大な不具合の場合は全額を返金します。',
    'Tickets cannot be canceled or refunded at the buyer’s wish. If a day is canceled or its stream fails seriously, the full price is refunded.',
  ),
};

export interface DemoDay {
  readonly id: string;
  readonly position: number;
  readonly access: 'open' | 'ticket';
  readonly channel: string;
  readonly title: { ja: string; en: string };
  readonly startMinute: number;
  readonly minutes: number;
  readonly program: readonly { readonly minute: number; readonly title: { ja: string; en: string } }[];
}

export const demoDays: readonly DemoDay[] = [
  {
    id: 'day_minato_1',
    position: 1,
    access: 'ticket',
    channel: 'minato-day1',
    title: text('1日目 合唱の夕べ', 'Day 1: An evening of choirs'),
    startMinute: -DAY,
    minutes: 4 * HOUR,
    program: [
      { minute: 0, title: text('開会と市民合唱団', 'Opening and the citizens’ choir') },
      { minute: 90, title: text('児童合唱団', 'Children’s choir') },
    ],
  },
  {
    id: 'day_minato_2',
    position: 2,
    access: 'ticket',
    channel: 'minato-day2',
    title: text('2日目 室内楽の日', 'Day 2: Chamber music'),
    startMinute: 0,
    minutes: 12 * HOUR,
    program: [
      { minute: 0, title: text('弦楽四重奏', 'String quartet') },
      { minute: 120, title: text('ピアノ三重奏', 'Piano trio') },
      { minute: 240, title: text('木管五重奏', 'Wind quintet') },
    ],
  },
  {
    id: 'day_minato_3',
    position: 3,
    access: 'ticket',
    channel: 'minato-day3',
    title: text('3日目 オーケストラ', 'Day 3: Orchestra'),
    startMinute: DAY,
    minutes: 4 * HOUR,
    program: [
      { minute: 0, title: text('序曲と協奏曲', 'Overture and concerto') },
      { minute: 120, title: text('交響曲', 'Symphony') },
    ],
  },
  {
    id: 'day_minato_test',
    position: 100,
    access: 'open',
    channel: 'minato-test',
    title: text('テスト視聴', 'Test playback'),
    startMinute: -DAY,
    minutes: 30 * DAY,
    program: [],
  },
];

export interface DemoTicket {
  readonly id: string;
  readonly position: number;
  readonly name: { ja: string; en: string };
  readonly priceMinor: number;
  readonly capacity: number;
  /** How many screens may play at once. */
  readonly screens: number;
  readonly days: readonly string[];
  readonly saleEndMinute: number;
}

export const demoTickets: readonly DemoTicket[] = [
  {
    id: 'tkt_minato_1',
    position: 1,
    name: text('1日目チケット', 'Day 1 ticket'),
    priceMinor: 2500,
    capacity: 3000,
    screens: 1,
    days: ['day_minato_1'],
    saleEndMinute: -DAY + 4 * HOUR,
  },
  {
    id: 'tkt_minato_2',
    position: 2,
    name: text('2日目チケット', 'Day 2 ticket'),
    priceMinor: 2500,
    capacity: 3000,
    screens: 1,
    days: ['day_minato_2'],
    saleEndMinute: 11 * HOUR,
  },
  {
    id: 'tkt_minato_3',
    position: 3,
    name: text('3日目チケット', 'Day 3 ticket'),
    priceMinor: 3500,
    capacity: 3000,
    screens: 1,
    days: ['day_minato_3'],
    saleEndMinute: DAY + 3 * HOUR,
  },
  {
    id: 'tkt_minato_pass',
    position: 4,
    name: text('3日通し券', 'Three-day pass'),
    priceMinor: 7000,
    capacity: 2000,
    screens: 2,
    days: ['day_minato_1', 'day_minato_2', 'day_minato_3'],
    saleEndMinute: 11 * HOUR,
  },
];

/** Promo codes to try; the last one makes any order free. */
export const demoPromoCodes = [
  {
    id: 'prm_minato_500',
    code: 'MINATO500',
    amountMinor: 500,
    percent: null,
    totalLimit: 1000,
    says: '500 yen off',
  },
  {
    id: 'prm_minato_10',
    code: 'MINATO10',
    amountMinor: null,
    percent: 10,
    totalLimit: 1000,
    says: '10 % off',
  },
  { id: 'prm_minato_guest', code: 'GUEST', amountMinor: null, percent: 100, totalLimit: 100, says: 'free' },
] as const;

/** Minutes before now at which the second day began, and how long before it the sale and the doors opened. */
export const DEMO_ON_AIR_MINUTES = 45;
export const DEMO_DOORS_MINUTES = 60;
export const DEMO_SALE_OPENED_MINUTE = -30 * DAY;
