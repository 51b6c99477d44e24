import type { ContentId } from './content-id';
import { type EventDayTimes, phaseOf } from './event-day';
import type { KeySystem } from './key-system';
import type { Kid } from './kid';
import { type CloseReason, LOBBY_SECONDS } from './playback-session';
import type { Decision, PlaybackRefusal } from './refusal';

export type EntitlementState = 'active' | 'suspended' | 'revoked';

export interface TicketFacts {
  readonly access: 'open' | 'ticket';
  readonly times: EventDayTimes;
  /** States of all entitlements of this viewer for this day; rights are their union. */
  readonly entitlements: readonly EntitlementState[];
}

export interface AccessFacts extends TicketFacts {
  /** By the event's country rule, from where the request comes. */
  readonly isCountryAllowed: boolean;
}

export interface KeyFacts {
  readonly keySystem: KeySystem;
  readonly allowedKeySystems: readonly KeySystem[];
  /** Every key id and content id that the challenge names, or stands for: a renewal for those of its first request. */
  readonly askedKids: readonly Kid[];
  readonly askedContentIds: readonly ContentId[];
  readonly dayKids: readonly Kid[];
  readonly dayContentIds: readonly ContentId[];
}

export interface SessionFacts extends AccessFacts {
  /** Why the session was closed; undefined while it is open. Open-access sessions are never closed. */
  readonly sessionClosed: CloseReason | undefined;
}

/** May this viewer play this day at `now`? The watch page, the session and every license ask here. */
export function decideAccess(facts: AccessFacts, now: Date): Decision<PlaybackRefusal> {
  const phase = phaseOf(facts.times, now);
  // First: nobody is sent to buy a ticket for a day that is over.
  if (phase === 'ended') return { allow: false, reason: 'ended' };
  if (facts.access === 'ticket' && !facts.entitlements.includes('active')) {
    return { allow: false, reason: facts.entitlements.length === 0 ? 'not_entitled' : 'entitlement_revoked' };
  }
  if (!facts.isCountryAllowed) return { allow: false, reason: 'region_blocked' };
  if (phase === 'before') return { allow: false, reason: 'too_early' };
  return { allow: true };
}

/**
 * May this viewer's player get ready at `now`? As decideAccess, from the lobby on; licenses wait for doors, also where
 * staff hold those shut past their time.
 */
export function decideAdmission(facts: AccessFacts, now: Date): Decision<PlaybackRefusal> {
  const access = decideAccess(facts, now);
  const isLobbyOpen = now.getTime() >= facts.times.doorsAt.getTime() - LOBBY_SECONDS * 1000;
  return !access.allow && access.reason === 'too_early' && isLobbyOpen ? { allow: true } : access;
}

/** May this challenge be answered? Asked before any vendor is called. */
export function decideLicense(facts: SessionFacts, keys: KeyFacts, now: Date): Decision<PlaybackRefusal> {
  const keyed = decideKeys(keys);
  // First: who is sent to another browser must not be told to buy a ticket there again.
  if (!keyed.allow && keyed.reason === 'key_system_not_allowed') return keyed;
  const access = decideAccess(facts, now);
  if (!access.allow) return access;
  const session = decideSession(facts.sessionClosed);
  return session.allow ? keyed : session;
}

/**
 * Does all that a challenge names belong to the day? One foreign key id or content id refuses the whole list: a key id
 * of this day beside the content id of another one would let some vendors grant the other day's keys.
 */
export function decideKeys(facts: KeyFacts): Decision<PlaybackRefusal> {
  if (!facts.allowedKeySystems.includes(facts.keySystem))
    return { allow: false, reason: 'key_system_not_allowed' };
  const belongs =
    facts.askedKids.length + facts.askedContentIds.length > 0 &&
    facts.askedKids.every((kid) => facts.dayKids.includes(kid)) &&
    facts.askedContentIds.every((id) => facts.dayContentIds.includes(id));
  return belongs ? { allow: true } : { allow: false, reason: 'unknown_key' };
}

/** What a closed session means to the screen that still runs it. */
export function decideSession(closed: CloseReason | undefined): Decision<PlaybackRefusal> {
  switch (closed) {
    case undefined:
      return { allow: true };
    case 'taken_over':
    case 'replaced':
      return { allow: false, reason: 'session_taken_over' };
    case 'revoked':
      return { allow: false, reason: 'entitlement_revoked' };
    case 'ended':
      return { allow: false, reason: 'ended' };
    case 'left':
      return { allow: false, reason: 'session_closed' };
  }
}
