import type { Database } from '@/lib/db/client';
import { type ContentId, parseContentId } from '@/lib/domain/content-id';
import { isCountryAllowed } from '@/lib/domain/country-rule';
import type { DayRules } from '@/lib/domain/day-rules';
import { playableUntil } from '@/lib/domain/event-day';
import { type Kid, parseKid } from '@/lib/domain/kid';
import { decideKeys, decideLicense } from '@/lib/domain/license-decision';
import type { CloseReason } from '@/lib/domain/playback-session';
import type { Decision, PlaybackRefusal } from '@/lib/domain/refusal';
import { playReadySoap } from '@/lib/drm/challenge/playready-soap';
import { requestLicense } from '@/lib/drm/client';
import { Fault } from '@/lib/fault';
import { alarmOfVendor } from '@/lib/playback/alarm-of-vendor';
import type { DayFacts } from '@/lib/playback/day-facts';
import { gatherLicenseFacts } from '@/lib/playback/gather-license-facts';
import type { LicenseQuestion } from '@/lib/playback/license-question';
import { kidsOfReceipts, signReceipt } from '@/lib/playback/license-receipt';
import { recordGrant, recordRefusal } from '@/lib/playback/record-license';
import type { SessionClaims } from '@/lib/playback/session-token';

export type LicenseAnswer =
  | { readonly ok: true; readonly license: Uint8Array; readonly receipt: string | undefined }
  | {
      readonly ok: false;
      readonly reason: PlaybackRefusal;
      readonly ref: string;
      readonly slug: string | undefined;
    };

interface Asked {
  readonly kids: readonly Kid[];
  readonly contentIds: readonly ContentId[];
}

/**
 * A CDM's challenge against a license or a refusal. Session and day come from the signed token and one database
 * statement, never from the body; the vendor is asked only after a yes. While the database is away the token, which was
 * signed when it last answered, stands for it. Throws Fault `token_invalid`, `bad_request` and the vendor's faults.
 */
export async function issueLicense(db: Database, question: LicenseQuestion): Promise<LicenseAnswer> {
  const { claims, timings } = question;
  const facts = await timings.measure('db', () => gatherLicenseFacts(db, claims));
  const rules = facts === 'away' ? claims.rules : facts.rules;
  const asked = await namedBy(question, rules);
  const decision = decide(question, { facts, rules, asked });
  if (!decision.allow) {
    const slug = facts === 'away' ? undefined : facts.slug;
    const { reason } = decision;
    return { ok: false, reason, ref: await recordRefusal(db, question, { facts, reason }), slug };
  }
  const until = facts === 'away' ? claims.until : playableUntil(facts.times);
  const kids = asked.kids.length > 0 ? asked.kids : rules.kids;
  const license = await timings
    .measure('drm', () => requestLicense(toAsk(question, { asked, rules, kids, until })))
    .catch((error: unknown) => alarmOfVendor(db, question, error));
  await timings.measure('record', () => recordGrant(db, question, facts));
  return { ok: true, license, receipt: await receiptFor(question, { kids, until }) };
}

/** The key and content ids that a challenge names, or stands for. */
async function namedBy(question: LicenseQuestion, rules: DayRules): Promise<Asked> {
  const { challenge, claims, receipts } = question;
  switch (challenge.kind) {
    case 'new':
      return challenge;
    case 'renewal':
    case 'release': {
      const { requestId } = challenge;
      return {
        kids: await kidsOfReceipts(receipts, { sessionId: claims.sessionId, requestId }),
        contentIds: [],
      };
    }
    case 'sealed':
      return { kids: sealedKids(question, rules), contentIds: [] };
  }
}

/** A sealed request is for what the server says: the claimed key, which is then checked, or the day's. */
function sealedKids({ claimedKid }: LicenseQuestion, rules: DayRules): readonly Kid[] {
  if (claimedKid === undefined) return rules.kids;
  const kid = parseKid(claimedKid);
  if (kid === undefined) throw new Fault('bad_request', 'the claimed key id is none');
  return [kid];
}

interface Gathered {
  readonly facts: DayFacts | 'away';
  readonly rules: DayRules;
  readonly asked: Asked;
}

function decide(question: LicenseQuestion, { facts, rules, asked }: Gathered): Decision<PlaybackRefusal> {
  const keys = {
    keySystem: question.keySystem,
    allowedKeySystems: rules.keySystems,
    askedKids: asked.kids,
    askedContentIds: asked.contentIds,
    dayKids: rules.kids,
    dayContentIds: rules.contentIds.flatMap((text) => parseContentId(text) ?? []),
  };
  if (facts === 'away') return decideKeys(keys);
  const { access, times, entitlements } = facts;
  const sessionClosed = closedState(question.claims, facts);
  const allowed = isCountryAllowed(facts.countryRule, question.country);
  // Without a spread: on this path V8 (11.3) takes its slow way for what stands beside one.
  const session = { access, times, entitlements, isCountryAllowed: allowed, sessionClosed };
  return decideLicense(session, keys, question.now);
}

/** A session that has no row any more is as closed as one that was left; open access has none by design. */
function closedState(claims: SessionClaims, facts: DayFacts): CloseReason | undefined {
  if (facts.access === 'open') return undefined;
  if (claims.viewerId === undefined || facts.session === undefined) return 'left';
  return facts.session.closeReason;
}

interface Grant {
  readonly kids: readonly Kid[];
  readonly until: Date;
}

function toAsk(question: LicenseQuestion, { asked, rules, kids, until }: Grant & Omit<Gathered, 'facts'>) {
  const { keySystem, challenge, body, claims, now } = question;
  const { licenseSeconds, hdcp, securityLevel } = rules.policy;
  const secondsLeft = Math.max(1, Math.floor((until.getTime() - now.getTime()) / 1000));
  return {
    keySystem,
    kind: challenge.kind === 'sealed' ? ('new' as const) : challenge.kind,
    challenge: keySystem === 'playready' ? bareSoap(body) : body,
    kids,
    contentId: contentIdFor(asked, rules),
    sessionId: claims.sessionId,
    policy: { licenseSeconds: Math.min(licenseSeconds, secondsLeft), hdcp, securityLevel },
    until,
    now,
  };
}

/** The one that the challenge names, which is the day's by now, or else the day's first; empty where it has none. */
function contentIdFor({ contentIds }: Asked, rules: DayRules): string {
  const named = rules.contentIds.find((text) => parseContentId(text) === contentIds[0]);
  return (contentIds.length > 0 ? named : undefined) ?? rules.contentIds[0] ?? '';
}

function bareSoap(body: Uint8Array): Uint8Array {
  const soap = playReadySoap(body);
  if (soap === undefined) throw new Fault('bad_request', 'no PlayReady message');
  return soap;
}

/** For what a later renewal will name: only Widevine's requests have an id of their own. */
async function receiptFor(
  { challenge, claims }: LicenseQuestion,
  { kids, until }: Grant,
): Promise<string | undefined> {
  if (challenge.kind !== 'new' || challenge.requestId === undefined) return undefined;
  return signReceipt({ sessionId: claims.sessionId, requestId: challenge.requestId, kids, until });
}
