import { z } from 'zod';
import type { CountryRule } from '@/lib/domain/country-rule';
import { defaultPolicy, hdcpLevels, type PlaybackPolicy, securityLevels } from '@/lib/domain/playback-policy';
import { defaultViewingPolicy, type ViewingPolicy } from '@/lib/domain/viewing-policy';

/** Five minutes are the least that players renew in comfort, a day the most that any show lasts. */
const policySchema = z.strictObject({
  licenseSeconds: z.number().int().min(300).max(86_400).default(defaultPolicy.licenseSeconds),
  hdcp: z.enum(hdcpLevels).default(defaultPolicy.hdcp),
  securityLevel: z.enum(securityLevels).default(defaultPolicy.securityLevel),
});

const countryRuleSchema = z.strictObject({
  mode: z.enum(['only', 'except']),
  countries: z.array(z.string().regex(/^[A-Z]{2}$/)),
  unknown: z.enum(['allow', 'refuse']),
});

const viewingPolicySchema = z.strictObject({
  chasePlay: z.boolean().default(defaultViewingPolicy.chasePlay),
  pictureInPicture: z.boolean().default(defaultViewingPolicy.pictureInPicture),
});

/** An event's own policy over the default one. Throws for anything else: protection must not fall away by a misspelling. */
export function parsePolicy(value: unknown): PlaybackPolicy {
  return policySchema.parse(value);
}

/** An event's country rule; undefined for none. Throws for anything else: a rule must not open by a misspelling. */
export function parseCountryRule(value: unknown): CountryRule | undefined {
  return value === null ? undefined : countryRuleSchema.parse(value);
}

/** An event's own viewing policy over the default one. Throws for anything else. */
export function parseViewingPolicy(value: unknown): ViewingPolicy {
  return viewingPolicySchema.parse(value);
}
