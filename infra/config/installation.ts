import { z } from 'zod';
import { certificateArn, domainName, instant, ofText, region, slug, vpcCidr } from './fields';
import { misplacedSecrets } from './misplaced-secrets';
import { inPlainWords } from './plan-words';
import { settings } from './settings';
import { type Problem, videoContradictions } from './video-contradictions';
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
const installationSchema = z.strictObject({
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
  network: z.strictObject({ cidr: vpcCidr, natGateways: z.literal([1, 2]) }),
  /** Requests per address and five minutes; many viewers share one address (carriers, offices). */
  limits: z.strictObject({ anyRequest: z.int().min(100), signIn: z.int().min(10) }),
  retention: z.strictObject({
    logDays: z.literal([7, 30, 90, 365]),
    backupDays: z.int().min(7).max(35),
  }),
  /** Who is told of alarms and of the budget. */
  alarmMail: z.email(ofText('is no mail address')),
  monthlyBudgetUsd: z.int().min(1),
  video: videoPlan.optional(),
});

export type Installation = z.infer<typeof installationSchema>;
export type Show = Installation['shows'][number];

/** What each field alone cannot show. */
function contradictions(plan: Installation): readonly Problem[] {
  const { portal, shows, capacity: wanted, video } = plan;
  const zone = portal.hostedZone.name;
  return [
    ...outside(zone, { path: ['portal', 'domain'], domain: portal.domain }),
    ...(video === undefined ? [] : outside(zone, { path: ['video', 'domain'], domain: video.domain })),
    ...shows.flatMap(({ opensAt, endsAt }, at) =>
      new Date(opensAt) < new Date(endsAt)
        ? []
        : [{ path: ['shows', at, 'endsAt'], message: 'is not after opensAt' }],
    ),
    ...namedTwice(shows, ['shows']),
    ...namedTwice(video?.signingKeys ?? [], ['video', 'signingKeys']),
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
    ...(video === undefined ? [] : videoContradictions(video, plan)),
  ];
}

function outside(zone: string, { path, domain }: { path: string[]; domain: string }): Problem[] {
  const isInside = domain === zone || domain.endsWith(`.${zone}`);
  return isInside ? [] : [{ path, message: `${domain} is not in the hosted zone ${zone}` }];
}

/** Names become ids of resources, one of a kind in its stack. */
function namedTwice(things: readonly { readonly name: string }[], path: readonly string[]): Problem[] {
  const names = things.map(({ name }) => name);
  return names.flatMap((name, at) => {
    const first = names.indexOf(name);
    return first === at
      ? []
      : [{ path: [...path, at, 'name'], message: `is the name of ${[...path, first].join('.')} too` }];
  });
}

type Checked =
  | { readonly ok: true; readonly installation: Installation }
  | { readonly ok: false; readonly problems: readonly string[] };

/**
 * The checked plan, or one line per problem: `portal.domain: is missing`. Where it holds a secret, that is all that is said,
 * for other lines name values. What fields say together is looked at once each is sound alone.
 */
export function checkInstallation(value: unknown): Checked {
  const secrets = misplacedSecrets(value);
  if (secrets.length > 0) return { ok: false, problems: secrets };
  const result = installationSchema.safeParse(value, { error: inPlainWords });
  const problems = result.success ? contradictions(result.data) : firstOfEach(result.error.issues);
  if (result.success && problems.length === 0) return { ok: true, installation: result.data };
  return {
    ok: false,
    problems: problems.map(({ path, message }) => `${path.join('.') || 'the plan'}: ${message}`),
  };
}

/** One field can break several rules: the first is enough to put it right. */
function firstOfEach(issues: readonly z.core.$ZodIssue[]): readonly Problem[] {
  const byPath = new Map<string, Problem>();
  for (const { path, message } of issues) {
    const at = path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (!byPath.has(at.join('.'))) byPath.set(at.join('.'), { path: at, message });
  }
  return [...byPath.values()];
}
