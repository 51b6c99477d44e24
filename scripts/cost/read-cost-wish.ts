import { parseArgs } from 'node:util';
import { type CostWish, defaultWish } from './cost-wish';

interface Flag {
  readonly key: keyof CostWish;
  readonly least: number;
  readonly most: number;
  readonly isWhole?: boolean;
  readonly says: string;
}

const yesOrNo = { least: 0, most: 1, isWhole: true };

const flags: Readonly<Record<string, Flag>> = {
  viewers: { key: 'viewers', least: 1, most: 50_000_000, isWhole: true, says: 'people who watch' },
  hours: { key: 'hours', least: 0.1, most: 240, says: 'length of the show' },
  bitrate: { key: 'bitrate', least: 0.1, most: 100, says: 'Mbit/s, average of what is played' },
  'hit-ratio': { key: 'hitRatio', least: 0, most: 1, says: 'part that the CDN has, 0 to 1' },
  'license-price': { key: 'licensePrice', least: 0, most: 10, says: 'US dollars a license: ask your vendor' },
  'license-minutes': { key: 'licenseMinutes', least: 1, most: 1440, says: 'how long a license lasts' },
  'licenses-per-play': {
    key: 'licensesPerPlay',
    least: 1,
    most: 10,
    isWhole: true,
    says: '2: audio and video apart',
  },
  'deployed-hours': { key: 'deployedHours', least: 1, most: 9000, says: 'how long the installation stands' },
  warm: { key: 'warm', least: 0, most: 10_000, isWhole: true, says: 'function environments kept warm' },
  acus: { key: 'acus', least: 0.5, most: 256, says: 'capacity of each database instance during the show' },
  'second-region': { key: 'secondRegion', ...yesOrNo, says: '1: packaged in a second region too' },
  recording: { key: 'recording', ...yesOrNo, says: '1: a second encoder records the show' },
  youtube: { key: 'youtube', ...yesOrNo, says: '1: a reference for Content ID goes to YouTube' },
  'test-hours': {
    key: 'testHours',
    least: 0,
    most: 9000,
    says: 'the test channel runs so long (all of deployed-hours)',
  },
  'srt-flows': {
    key: 'srtFlows',
    least: 0,
    most: 100,
    isWhole: true,
    says: 'two for a show over SRT, one more for its recording',
  },
  tax: { key: 'tax', least: 0, most: 100, says: 'percent' },
};

export const costUsage = [
  'npm run cost -- --viewers 10000 --hours 3 --bitrate 4.1',
  ...Object.entries(flags).map(([name, { key, says }]) => {
    const preset =
      key === 'testHours' ? undefined : Object.entries(defaultWish).find(([known]) => known === key)?.[1];
    return `  --${name.padEnd(18)}${says}${preset === undefined ? '' : ` (${preset})`}`;
  }),
  '  --json              the same as JSON',
].join('\n');

export type ReadCostWish =
  | { readonly ok: true; readonly wish: CostWish; readonly json: boolean }
  | { readonly ok: false; readonly message: string };

/** Reads the command line. Of several mistakes it names the first; never throws. */
export function readCostWish(args: readonly string[]): ReadCostWish {
  const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'string' } as const]));
  try {
    const values: Readonly<Record<string, unknown>> = parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' } },
    }).values;
    const numbers = Object.entries(flags).flatMap(([name, flag]) => {
      const value = values[name];
      return typeof value === 'string' ? [[flag.key, readNumber(name, value)] as const] : [];
    });
    const wish = complete(Object.fromEntries(numbers));
    return { ok: true, wish, json: values.json === true };
  } catch (error) {
    return {
      ok: false,
      message: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'bad flags',
    };
  }
}

function readNumber(name: string, text: string): number {
  const { least = 0, most = Infinity, isWhole = false } = flags[name] ?? {};
  const value = Number(text);
  const isGood =
    text.trim() !== '' && value >= least && value <= most && (!isWhole || Number.isInteger(value));
  if (isGood) return value;
  throw new Error(
    `--${name} must be a ${isWhole ? 'whole ' : ''}number from ${least} to ${most}, not "${text}"`,
  );
}

function complete(given: Readonly<Record<string, number>>): CostWish {
  const { viewers, hours, bitrate } = given;
  if (viewers === undefined) throw new Error('--viewers is missing');
  if (hours === undefined) throw new Error('--hours is missing');
  if (bitrate === undefined) throw new Error('--bitrate is missing');
  const testHours = given.deployedHours ?? defaultWish.testHours;
  return { ...defaultWish, testHours, ...given, viewers, hours, bitrate };
}
