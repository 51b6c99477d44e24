import type { z } from 'zod';
import { limitAct } from '@/lib/auth/act-limit';
import { type ActResult, fieldsOf, type FormState, formFault } from '@/lib/auth/form-action';
import { requireStaffOrOver, type Staff } from '@/lib/auth/staff';
import type { StaffPower } from '@/lib/domain/staff-role';
import { Fault } from '@/lib/fault';
import { runtime } from '@/lib/runtime';

interface StaffFormAct<Input, Value, Reason extends string> {
  /** Names the action in the log. */
  readonly where: string;
  readonly power: StaffPower;
  /** Strict: a field that it does not name is a `bad_request`. */
  readonly schema: z.ZodType<Input>;
  readonly act: (staff: Staff, input: Input) => Promise<ActResult<Value, Reason>>;
}

/**
 * The edge of every server action of staff: somebody with the power, within the rate limit, with input that fits the schema.
 * To anyone else it is `not_found`; to who has the power and signed in too long ago, `sign_in_again`. A refusal and a Fault come back as state of the form; anything else is thrown on.
 */
export async function staffAction<Input, Value, Reason extends string>(
  given: unknown,
  { where, power, schema, act }: StaffFormAct<Input, Value, Reason>,
): Promise<FormState<Value, Reason | 'sign_in_again'>> {
  try {
    const staff = await requireStaffOrOver(power);
    // The page was left open: it says so, instead of having its form vanish with what was typed.
    if (staff === 'over') return { status: 'refused', reason: 'sign_in_again' };
    await limitAct(runtime().db, 'staff_act', staff.email);
    const parsed = schema.safeParse(given instanceof FormData ? fieldsOf(given) : given);
    if (!parsed.success) throw new Fault('bad_request', 'form does not fit', { cause: parsed.error });
    const result = await act(staff, parsed.data);
    if (!result.ok) return { status: 'refused', reason: result.reason };
    return { status: 'done', value: result.value };
  } catch (error) {
    return formFault(where, error);
  }
}
