import { type ActName, acts } from './acts';
import { crashPoints } from './crash-points';
import type { Strike } from './fault-board';
import type { MailFault } from './mailbox';
import { createRandom, type Random } from './random';
import type { TwinFault } from './stripe-twin';
import { fairWeather, type WebhookWeather } from './webhook-proxy';

export interface PlannedAct {
  readonly act: ActName;
  readonly buyer: number;
  /** Seed of the act's own choices, so that they do not depend on who was quicker. */
  readonly salt: number;
}

/** Acts that happen at once, and what befalls them. */
export interface Step {
  readonly acts: readonly PlannedAct[];
  readonly weather?: WebhookWeather;
  readonly strike?: Strike;
  readonly stripeFault?: TwinFault;
  readonly mailFault?: { readonly kind: MailFault; readonly count: number };
  readonly databaseAwayMs?: number;
  readonly passSeconds?: number;
}

interface Size {
  readonly steps: number;
  readonly buyers: number;
}

/** The whole course of a seed, fixed before it begins. */
export function planSeed(seed: number, { steps, buyers }: Size): Step[] {
  const random = createRandom(seed);
  return Array.from({ length: steps }, () => planStep(random, buyers));
}

const actWeights = Object.entries(acts).map(([name, [weight]]) => [actName(name), weight] as const);

function actName(name: string): ActName {
  for (const known of Object.keys(acts)) if (known === name && isActName(known)) return known;
  throw new Error(name);
}

function isActName(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}

function planStep(random: Random, buyers: number): Step {
  return {
    acts: Array.from({ length: 1 + random.below(6) }, () => ({
      act: random.weighted(actWeights),
      buyer: random.below(buyers),
      salt: random.below(2 ** 31),
    })),
    ...(random.chance(0.2) ? { weather: planWeather(random) } : {}),
    ...(random.chance(0.5) ? { strike: planStrike(random) } : {}),
    ...(random.chance(0.15) ? { stripeFault: planStripeFault(random) } : {}),
    ...(random.chance(0.1) ? { mailFault: planMailFault(random) } : {}),
    ...(random.chance(0.04) ? { databaseAwayMs: 50 + random.below(250) } : {}),
    ...(random.chance(0.25) ? { passSeconds: random.weighted(jumps) } : {}),
  };
}

const jumps: readonly (readonly [number, number])[] = [
  [20, 3],
  [60, 3],
  [290, 2],
  [620, 2],
  [4000, 1],
  [90_000, 1],
  [260_000, 1],
];

const moments = ['before', 'after'] as const;

function planStrike(random: Random): Strike {
  if (random.chance(0.6))
    return { point: '*', when: random.pick(moments), does: 'kill', skip: random.below(40) };
  const { name, when } = random.pick(crashPoints);
  if (random.chance(0.1) && name.startsWith('stripe:')) return { point: name, when, does: 'hang' };
  if (random.chance(0.15)) return { point: name, when, does: 'wait', ms: 40, times: 10 };
  return { point: name, when, does: 'kill', skip: random.below(2) };
}

function planStripeFault(random: Random): TwinFault {
  return {
    path: random.pick([
      '^/v1/payment_intents$',
      '/cancel$',
      '^/v1/payment_intents/[^/]+$',
      '^/v1/refunds$',
      '^/v1/events$',
      '.*',
    ]),
    kind: random.pick([
      '429',
      '500',
      '500_after',
      'reset',
      'lost_reply',
      'html_200',
      'json_without_error_404',
    ]),
    count: 1 + random.below(3),
  };
}

function planMailFault(random: Random): { kind: MailFault; count: number } {
  const kinds = ['temporary_failure', 'drop_connection', 'accept_then_drop', 'reject_rcpt'] as const;
  return { kind: random.pick(kinds), count: 1 + random.below(4) };
}

function planWeather(random: Random): WebhookWeather {
  const share = (weight: number) => (random.chance(0.5) ? random.below(weight * 100) / 100 : 0);
  return random.weighted<WebhookWeather>([
    [fairWeather, 1],
    [{ ...fairWeather, isHeld: true }, 1],
    [
      {
        drop: share(0.4),
        refuse: share(0.5),
        multiply: share(1),
        loseReply: share(0.5),
        delayMs: random.below(120),
        isHeld: false,
      },
      3,
    ],
  ]);
}
