import { z } from 'zod';
import { certificateArn, cidr, domainName, instant, region, slug } from './fields';
import { settings } from './settings';
import { videoPlan } from './video-plan';

const acu = z.number().min(0.5).max(256).multipleOf(0.5);
const count = z.int().min(1).max(5000);

const capacity = z.strictObject({
  /** Aurora capacity units (2 GiB of memory each) on an ordinary day and for shows. */
  quietAcu: z.strictObject({ min: acu, max: acu }),
  showAcu: z.strictObject({ min: acu, max: acu }),
  /** Execution environments kept warm for shows. */
  warm: z.strictObject({ server: count, license: count }),
  /** Execution environments that a function may have, and that no other can take from it. */
  reserved: z.strictObject({ server: count, license: count, jobs: count }),
});

/** Everything that differs between installations, and no secret. */
export const installationSchema = z
  .strictObject({
    /** Prefix of all stacks and names. */
    name: slug,
    account: z.string().regex(/^\d{12}$/, 'is no account number of twelve digits'),
    region,
    portal: z.strictObject({
      domain: domainName,
      hostedZone: z.strictObject({
        id: z.string().regex(/^Z[A-Z0-9]+$/, 'is no hosted zone id'),
        name: domainName,
      }),
      certificateArn: certificateArn.optional(),
      settings,
    }),
    /** Capacity is raised from `opensAt` to `endsAt`; past ones may stay. */
    shows: z.array(z.strictObject({ name: slug, opensAt: instant, endsAt: instant })),
    capacity,
    network: z.strictObject({ cidr, natGateways: z.union([z.literal(1), z.literal(2)]) }),
    /** Requests per address and five minutes; many viewers share one address (carriers, offices). */
    limits: z.strictObject({ anyRequest: z.int().min(100), signIn: z.int().min(10) }),
    retention: z.strictObject({
      logDays: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
      backupDays: z.int().min(7).max(35),
    }),
    /** Who is told of alarms and of the budget. */
    alarmMail: z.email({ error: ({ input }) => (input === undefined ? 'is missing' : 'is no mail address') }),
    monthlyBudgetUsd: z.int().min(1),
    video: videoPlan.optional(),
  })
  .superRefine((plan, context) => {
    for (const problem of contradictions(plan)) context.addIssue({ code: 'custom', ...problem });
  });

interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

interface Plan {
  readonly portal: { readonly domain: string; readonly hostedZone: { readonly name: string } };
  readonly shows: readonly { readonly name: string; readonly opensAt: string; readonly endsAt: string }[];
  readonly capacity: z.infer<typeof capacity>;
  readonly video?: z.infer<typeof videoPlan> | undefined;
  readonly region: string;
}

/** What each field alone cannot show. */
function contradictions(plan: Plan): Problem[] {
  const { portal, shows, capacity: wanted, video } = plan;
  const zone = portal.hostedZone.name;
  return [
    ...outside(zone, { path: ['portal', 'domain'], domain: portal.domain }),
    ...(video === undefined ? [] : outside(zone, { path: ['video', 'domain'], domain: video.domain })),
    ...shows.flatMap(({ opensAt, endsAt }, at) =>
      !(new Date(opensAt) >= new Date(endsAt))
        ? []
        : [{ path: ['shows', at, 'endsAt'], message: 'is not after opensAt' }],
    ),
    ...(['server', 'license'] as const).flatMap((name) =>
      wanted.warm[name] <= wanted.reserved[name]
        ? []
        : [{ path: ['capacity', 'warm', name], message: `is more than reserved.${name}` }],
    ),
    ...(['quietAcu', 'showAcu'] as const).flatMap((name) =>
      wanted[name].min <= wanted[name].max
        ? []
        : [{ path: ['capacity', name, 'min'], message: 'is more than max' }],
    ),
    ...(video === undefined ? [] : videoContradictions(video, plan.region)),
  ];
}

function outside(zone: string, { path, domain }: { path: string[]; domain: string }): Problem[] {
  const isInside = domain === zone || domain.endsWith(`.${zone}`);
  return isInside ? [] : [{ path, message: `${domain} is not in the hosted zone ${zone}` }];
}

function videoContradictions(
  { channels, secondRegion }: z.infer<typeof videoPlan>,
  region: string,
): Problem[] {
  const problems: Problem[] = [];
  if (secondRegion === region)
    problems.push({ path: ['video', 'secondRegion'], message: 'is the first region again' });
  const seen = new Map<string, string>();
  for (const [at, { name, contentId, keyIds, recording, youtubeSecretName, purpose }] of channels.entries()) {
    const path = ['video', 'channels', at];
    const own = [
      `channel name ${name}`,
      `content id ${contentId}`,
      ...keyIds.map((keyId) => `key id ${keyId}`),
    ];
    for (const thing of own) {
      const other = seen.get(thing);
      if (other !== undefined) problems.push({ path, message: `${thing} is used by channel ${other} too` });
      seen.set(thing, name);
    }
    if (purpose === 'test' && (recording || youtubeSecretName !== undefined))
      problems.push({ path, message: 'a test channel is neither recorded nor sent to YouTube' });
  }
  return problems;
}

export type Installation = z.infer<typeof installationSchema>;
export type Show = Installation['shows'][number];

/** The checked plan, or one line per problem: `portal.domain: is missing`. Values are named, there are no secrets. */
export function checkInstallation(
  value: unknown,
):
  | { readonly ok: true; readonly installation: Installation }
  | { readonly ok: false; readonly problems: readonly string[] } {
  const result = installationSchema.safeParse(value, {
    error: ({ input, code }) => (code === 'invalid_type' && input === undefined ? 'is missing' : undefined),
  });
  if (result.success) return { ok: true, installation: result.data };
  return {
    ok: false,
    problems: result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
  };
}
