import type { z } from 'zod';
import { requireViewer, type Viewer } from '@/lib/auth/viewer';
import { type LimitedAct, limitAct } from '@/lib/auth/act-limit';
import type { ActionState } from '@/lib/domain/action-state';
import { Fault, type FaultCode, faultStatus } from '@/lib/fault';
import { faultCodeOf } from '@/lib/http/fault-code';
import { newSupportCode } from '@/lib/http/problem';
import { describeError, log } from '@/lib/log';
import { runtime } from '@/lib/runtime';

export type FormState<Value, Reason extends string = never> = ActionState<Value, Reason, FaultCode>;

export type ActResult<Value, Reason extends string> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly reason: Reason };

interface FormAct<Input, Value, Reason extends string> {
  /** Names the action in the log. */
  readonly where: string;
  /** Strict: a field that it does not name is a `bad_request`. */
  readonly schema: z.ZodType<Input>;
  readonly limit: LimitedAct;
  readonly act: (viewer: Viewer, input: Input) => Promise<ActResult<Value, Reason>>;
}

/**
 * The edge of every server action: a signed-in viewer within the rate limit, with input that fits the schema.
 * A refusal and a Fault come back as state of the form; anything else, redirects included, is thrown on.
 */
export async function formAction<Input, Value, Reason extends string>(
  given: unknown,
  { where, schema, limit, act }: FormAct<Input, Value, Reason>,
): Promise<FormState<Value, Reason>> {
  try {
    const viewer = await requireViewer();
    await limitAct(runtime().db, limit, viewer.id);
    const parsed = schema.safeParse(given instanceof FormData ? fieldsOf(given) : given);
    if (!parsed.success) throw new Fault('bad_request', 'form does not fit', { cause: parsed.error });
    const result = await act(viewer, parsed.data);
    if (!result.ok) return { status: 'refused', reason: result.reason };
    return { status: 'done', value: result.value };
  } catch (error) {
    return formFault(where, error);
  }
}

/** What a form is told of a Fault, under a code that the log has too. Anything else is thrown on. */
export function formFault(where: string, error: unknown) {
  const code = faultCodeOf(error);
  if (code === undefined) throw error;
  const ref = newSupportCode();
  const line = { where, code, ref, cause: describeError(error) };
  if (faultStatus[code] >= 500) log.error('action.failed', line);
  else log.info('action.refused', line);
  return { status: 'fault', code, ref } as const;
}

/** Every field as the list of its values, without the fields that Next adds to name the action. */
export function fieldsOf(form: FormData): Record<string, FormDataEntryValue[]> {
  const names = [...new Set(form.keys())].filter((name) => !name.startsWith('$ACTION_'));
  return Object.fromEntries(names.map((name) => [name, form.getAll(name)]));
}
