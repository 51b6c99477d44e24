import { z } from 'zod';

/** What a fault does to the next matching API requests. The README says which of them execute the request. */
export const faultSchema = z.strictObject({
  path: z.string().refine(isRegularExpression, 'must be a regular expression'),
  method: z.enum(['GET', 'POST']).optional(),
  /** Only requests with this text in their form body, an order id for instance: for tests beside others. */
  bodyIncludes: z.string().min(1).optional(),
  kind: z.enum([
    '429',
    '500',
    '500_after',
    'reset',
    'lost_reply',
    'slow',
    'html_200',
    'json_without_error_404',
  ]),
  count: z.int().min(1).default(1),
  /** Delay in milliseconds; only `slow` reads it. */
  ms: z.int().min(0).max(120_000).default(1000),
});

export type Fault = z.infer<typeof faultSchema>;

interface Faultable {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** Takes one use of the first fault that matches, or undefined. */
export function takeFault(faults: Fault[], { method, path, body }: Faultable): Fault | undefined {
  const fault = faults.find(
    (candidate) =>
      candidate.count > 0 &&
      (candidate.method === undefined || candidate.method === method) &&
      (candidate.bodyIncludes === undefined || body.includes(candidate.bodyIncludes)) &&
      new RegExp(candidate.path).test(path),
  );
  if (fault !== undefined) fault.count -= 1;
  return fault;
}

function isRegularExpression(source: string): boolean {
  try {
    return new RegExp(source) instanceof RegExp;
  } catch {
    return false;
  }
}
