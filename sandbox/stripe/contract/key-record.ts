import { z } from 'zod';
import recorded from './fixture-keys.json' with { type: 'json' };

/** Several names in one text, parted by blanks: a line of the file for each key set. */
const names = z.string().transform((text) => text.split(' ').filter((name) => name !== ''));
const shapeSchema = z.object({
  /** Always there, perhaps null. */
  required: names,
  optional: names,
  /** The documented texts of a property that has a closed list of them. */
  values: z.record(z.string(), names),
});
const recordSchema = z.object({
  fixtures: z.object({ source: z.string(), license: z.string(), keys: z.record(z.string(), names) }),
  types: z.object({ source: z.string(), shapes: z.record(z.string(), shapeSchema) }),
});

export type Shape = z.output<typeof shapeSchema>;
export type KeyRecord = z.output<typeof recordSchema>;

/** Which keys Stripe's objects have, by path (`charge.outcome`): as its fixtures show and its SDK declares. */
export const keyRecord: KeyRecord = recordSchema.parse(recorded);
