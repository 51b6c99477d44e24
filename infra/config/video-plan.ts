import { z } from 'zod';
import { apiArn, certificateArn, cidr, domainName, keyId, ofText, publicKey, region, slug } from './fields';

const input = z.discriminatedUnion('kind', [
  /** RTP pushed into our VPC: master control over Direct Connect. */
  z.strictObject({ kind: z.literal('vpc'), fromCidrs: z.array(cidr).min(1) }),
  /** SRT from anywhere, encrypted with the password of a secret that exists already. */
  z.strictObject({ kind: z.literal('srt'), fromCidr: cidr, passwordSecretName: z.string().min(1) }),
  /** One file in a loop: the test channel. */
  z.strictObject({
    kind: z.literal('file'),
    url: z.string().regex(/^s3ssl:\/\/.+/, 'is no s3ssl:// address'),
  }),
]);

const channel = z.strictObject({
  name: slug,
  /** The test channel is for everyone: it must share no key with a show. */
  purpose: z.enum(['show', 'test']),
  input,
  /** SPEKE's resource id, one per event and endpoint. */
  contentId: z
    .string()
    .regex(
      /^[0-9a-zA-Z_-]{1,256}$/,
      'is no content id of 1 to 256 letters, digits, hyphens and underscores (MediaPackage)',
    ),
  /** The key ids of its streams, as the event's file declares them. */
  keyIds: z.array(keyId).min(1),
  scheme: z.enum(['CBCS', 'CENC']).default('CBCS'),
  /**
   * Of what viewers get. The source has the same, twice the same or its fields (59.94i is 29.97), or encoders cannot be
   * locked; 29.97 is what Japanese cameras and mixers give. Not above 30: bit rates and levels of the renditions are for that.
   */
  framesPerSecond: z.enum(['25', '29.97', '30']).default('29.97'),
  /** How far back viewers can go, in seconds; MediaPackage allows fourteen days. */
  startoverSeconds: z.int().min(60).max(1_209_600).default(86_400),
  /** A second encoder with inputs of its own, which writes to a bucket that stays. */
  recording: z.boolean().default(false),
  /** A secret with `url` and `streamKey` of an unlisted live event on YouTube. */
  youtubeSecretName: z.string().min(1).optional(),
});

/**
 * The DRM vendor's SPEKE v2 endpoint, through an API Gateway (of this account or the vendor's) of the region that it serves: MediaPackage
 * wants its key server's proxy in its own region (API reference, SpekeKeyProvider).
 */
const keyServer = z.strictObject({
  url: z.url({ protocol: /^https$/, ...ofText('is no https address') }),
  apiArn,
});

export const videoPlan = z.strictObject({
  /** Of the CDN; on the portal's site, so that its cookies reach both. */
  domain: domainName,
  certificateArn: certificateArn.optional(),
  /** PEM halves that check signed cookies; two while keys are rotated. The private half is a secret. */
  signingKeys: z
    .array(z.strictObject({ name: slug, publicKey }))
    .min(1)
    .max(5),
  /** Of the first region; the second asks for the same systems, at a key server's address of its own. */
  speke: keyServer.extend({ drmSystems: z.array(z.enum(['WIDEVINE', 'PLAYREADY', 'FAIRPLAY'])).min(1) }),
  /** Packages there too, and lets the CDN choose by measured quality. */
  secondRegion: z.strictObject({ region, speke: keyServer }).optional(),
  channels: z.array(channel).min(1),
});

export type VideoPlan = z.infer<typeof videoPlan>;
export type VideoChannel = VideoPlan['channels'][number];
export type KeyServer = z.infer<typeof keyServer>;
