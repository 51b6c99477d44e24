import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costJson, costTable } from './cost-table';
import { type CostWish, defaultWish } from './cost-wish';
import { eventCost, notInIt } from './event-cost';
import { japanTraffic, prices } from './prices';
import { tieredPrice } from './tiered-price';

const night: CostWish = { ...defaultWish, viewers: 10_000, hours: 3, bitrate: 4.1 };
const usdOf = (wish: CostWish, name: string) =>
  eventCost(wish).lines.find((line) => line.name === name)?.usd ?? NaN;

describe('10,000 viewers × 3 h × 4.1 Mbit/s', () => {
  test('is $5,058 of traffic and $97 of 81 million requests', () => {
    expect(eventCost(night).cdnRequests).toBe(81_000_000);
    expect(Math.round(usdOf(night, 'CDN traffic'))).toBe(5058);
    expect(Math.round(usdOf(night, 'CDN requests'))).toBe(97);
  });

  test('is three hours of the 18,017 GB that AWS’s guide counts: 54,051 GB, and what it rounds off', () => {
    const anHour = eventCost({ ...night, hours: 1 }).trafficGb;
    expect([Math.floor(anHour), Math.floor(anHour) * 3]).toEqual([18_017, 54_051]);
    expect(eventCost(night).trafficGb).toBeCloseTo(anHour * 3, 6);
  });

  test.each([
    [{ licenseMinutes: 1440 }, 10_000],
    [{ licenseMinutes: 1440, licensesPerPlay: 2 }, 20_000],
    [{ licenseMinutes: 10 }, 190_000],
    [{ licenseMinutes: 5 }, 370_000],
  ])('licenses with %o: %i', (change, licenses) => {
    expect(eventCost({ ...night, ...change }).licenses).toBe(licenses);
  });
});

test('the license route of 200,000 licenses costs less than a dollar of computing', () => {
  const wish = { ...night, licenseMinutes: 10 };
  expect(
    usdOf(wish, 'Functions: license, beat') -
      usdOf({ ...night, licenseMinutes: 1440 }, 'Functions: license, beat'),
  ).toBeLessThan(1);
});

describe('tiers', () => {
  test.each([
    [0, 0],
    [-5, 0],
    [1, 0.114],
    [10_240, 1167.36],
    [10_241, 1167.36 + 0.089],
    [51_200, 1167.36 + 3645.44],
    [51_201, 1167.36 + 3645.44 + 0.086],
  ])('%d GB cost $%d', (gb, usd) => {
    expect(tieredPrice(japanTraffic, gb)).toBeCloseTo(usd, 6);
  });

  test('above all tiers the last price holds, and no tier is dearer than the one before', () => {
    const top = 5120 * 1024;
    expect(tieredPrice(japanTraffic, top + 100) - tieredPrice(japanTraffic, top)).toBeCloseTo(6, 6);
    const list = japanTraffic.map(({ usd }) => usd);
    expect(list).toEqual([...list].sort((a, b) => b - a));
  });
});

const wishes = fc.record({
  viewers: fc.integer({ min: 1, max: 1_000_000 }),
  hours: fc.double({ min: 0.1, max: 48, noNaN: true }),
  bitrate: fc.double({ min: 0.1, max: 40, noNaN: true }),
  hitRatio: fc.double({ min: 0, max: 1, noNaN: true }),
  licensePrice: fc.double({ min: 0, max: 1, noNaN: true }),
  licenseMinutes: fc.integer({ min: 1, max: 1440 }),
  licensesPerPlay: fc.integer({ min: 1, max: 3 }),
  deployedHours: fc.integer({ min: 1, max: 9000 }),
  warm: fc.integer({ min: 0, max: 1000 }),
  acus: fc.double({ min: 0.5, max: 128, noNaN: true }),
  secondRegion: fc.integer({ min: 0, max: 1 }),
  recording: fc.integer({ min: 0, max: 1 }),
  youtube: fc.integer({ min: 0, max: 1 }),
  testHours: fc.double({ min: 0, max: 9000, noNaN: true }),
  srtFlows: fc.integer({ min: 0, max: 100 }),
  tax: fc.double({ min: 0, max: 30, noNaN: true }),
});
const runs = { numRuns: 500, seed: 20_261_129 };

describe('for any wish', () => {
  test('no part is negative, and the parts add up', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { lines, subtotalUsd, taxUsd, totalUsd, perViewerUsd } = eventCost(wish);
        expect(lines.every(({ usd }) => usd >= 0)).toBe(true);
        expect(subtotalUsd).toBeCloseTo(
          lines.reduce((sum, { usd }) => sum + usd, 0),
          4,
        );
        expect(totalUsd).toBeCloseTo(subtotalUsd + taxUsd, 4);
        expect(perViewerUsd * wish.viewers).toBeCloseTo(totalUsd, 3);
      }),
      runs,
    );
  });

  test.each([
    'viewers',
    'hours',
    'bitrate',
    'licensePrice',
    'licensesPerPlay',
    'warm',
    'acus',
    'secondRegion',
    'recording',
    'youtube',
    'testHours',
    'srtFlows',
    'tax',
  ] as const)('more %s never costs less', (name) => {
    fc.assert(
      fc.property(wishes, fc.integer({ min: 1, max: 50 }), (wish, more) => {
        const larger = eventCost({ ...wish, [name]: wish[name] + more });
        expect(larger.totalUsd).toBeGreaterThanOrEqual(eventCost(wish).totalUsd - 1e-6);
      }),
      runs,
    );
  });

  test('more in the CDN’s cache, and longer licenses, never cost more', () => {
    fc.assert(
      fc.property(wishes, (wish) => {
        const { totalUsd } = eventCost(wish);
        expect(eventCost({ ...wish, hitRatio: 1 }).totalUsd).toBeLessThanOrEqual(totalUsd + 1e-6);
        expect(eventCost({ ...wish, licenseMinutes: 1440 }).totalUsd).toBeLessThanOrEqual(totalUsd + 1e-6);
      }),
      runs,
    );
  });
});

describe('what is printed', () => {
  const text = costTable(night, eventCost(night)).join('\n');

  test('every part, the totals, and every price with its source and date', () => {
    for (const { name } of eventCost(night).lines) expect(text).toContain(`${name} `);
    expect(text).toMatch(/CDN traffic +\$5,058\.14/);
    expect(text).toMatch(/Per viewer +\$\d/);
    for (const { source, asOf } of Object.values(prices)) expect(text).toContain(`— ${source}, ${asOf}`);
  });

  test('what is left out, and every number that has no source is called a placeholder', () => {
    for (const thing of notInIt) expect(text).toContain(thing);
    const called = [...text.matchAll(/^ {2}(\w+) is a PLACEHOLDER/gm)].map(([, name]) => name);
    expect(called).toEqual(['srtFlowHour', 'licensePrice']);
    const flows = costTable({ ...night, srtFlows: 2 }, eventCost({ ...night, srtFlows: 2 }));
    expect(flows.join('\n')).toMatch(/SRT flows +\$[\d.]+ +2 for 8 h at a PLACEHOLDER price/);
  });

  test('JSON has the same numbers', () => {
    expect(JSON.parse(costJson(night, eventCost(night)))).toMatchObject({
      wish: { viewers: 10_000 },
      totalUsd: eventCost(night).totalUsd,
      inputs: { prices: { encoderHour: { usd: 13.04 } } },
    });
  });
});
