import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultBoard } from './fault-board';
import { type Answer, forward, type Message, type Relay, type Reply, startRelay } from './http-relay';
import type { Random } from './random';
import type { ServerUnderTest } from './server-under-test';

/** Shares from 0 to 1 of the deliveries that this befalls. */
export interface WebhookWeather {
  /** Never arrives, and Stripe believes it did. */
  readonly drop: number;
  /** Answered 503 without the server seeing it: Stripe tries again. */
  readonly refuse: number;
  /** Arrives three times at once. */
  readonly multiply: number;
  /** Arrives, and Stripe does not learn of it. */
  readonly loseReply: number;
  /** Each delivery waits up to this long, so that they overtake one another. */
  readonly delayMs: number;
  /** Kept back until the next change of weather, then all come at once in any order. */
  readonly isHeld: boolean;
}

export const fairWeather: WebhookWeather = {
  drop: 0,
  refuse: 0,
  multiply: 0,
  loseReply: 0,
  delayMs: 0,
  isHeld: false,
};

export interface WebhookProxy extends Relay {
  setWeather(weather: WebhookWeather): void;
  /** How often each event was tried, and how often its sender was told 2xx. */
  readonly tried: ReadonlyMap<string, number>;
  readonly accepted: ReadonlyMap<string, number>;
  /** How many times the server was given an event. */
  readonly deliveries: () => number;
}

interface Place {
  readonly server: Pick<ServerUnderTest, 'url'>;
  readonly board: FaultBoard;
  readonly random: Random;
}

const about = z.object({ id: z.string() });

/** Stripe's way to the server, through changing weather. */
export async function startWebhookProxy(place: Place): Promise<WebhookProxy> {
  const sky: Sky = { weather: fairWeather, held: [], deliveries: 0 };
  const tried = new Map<string, number>();
  const accepted = new Map<string, number>();
  const relay = await startRelay(async (message) => {
    const { id } = about.parse(JSON.parse(message.body.toString('utf8')));
    const answer = await travel(place, sky, message);
    count(tried, id);
    if (typeof answer === 'object' && answer.status < 300) count(accepted, id);
    return answer;
  });
  return {
    ...relay,
    tried,
    accepted,
    deliveries: () => sky.deliveries,
    setWeather: (next) => {
      sky.weather = next;
      if (!next.isHeld) place.random.shuffled(sky.held.splice(0)).forEach((release) => release());
    },
  };
}

interface Sky {
  weather: WebhookWeather;
  readonly held: (() => void)[];
  deliveries: number;
}

async function travel(place: Place, sky: Sky, message: Message): Promise<Answer> {
  const { random } = place;
  if (sky.weather.isHeld) await new Promise<void>((resolve) => sky.held.push(resolve));
  const { delayMs, drop, refuse, multiply, loseReply } = sky.weather;
  if (delayMs > 0) await delay(random.below(delayMs));
  if (random.chance(drop)) return taken;
  if (random.chance(refuse)) return unanswered;
  const copies = random.chance(multiply) ? 3 : 1;
  sky.deliveries += copies;
  const [reply = unanswered] = await Promise.all(
    Array.from({ length: copies }, () => arrive(place, message)),
  );
  return random.chance(loseReply) ? unanswered : reply;
}

async function arrive({ server, board }: Place, message: Message): Promise<Answer> {
  const before = await board.pass('webhook', 'before');
  if (before !== 'pass') return before;
  const reply = await forward(server.url, message).catch(() => unanswered);
  const after = await board.pass('webhook', 'after');
  return after === 'pass' ? reply : after;
}

function count(counts: Map<string, number>, id: string): void {
  counts.set(id, (counts.get(id) ?? 0) + 1);
}

const taken: Reply = { status: 200, headers: {}, body: Buffer.from('{}') };
const unanswered: Reply = { status: 503, headers: {}, body: Buffer.alloc(0) };
