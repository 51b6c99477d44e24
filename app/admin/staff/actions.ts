'use server';

import { refresh } from 'next/cache';
import { z } from 'zod';
import type { ActResult, FormState } from '@/lib/auth/form-action';
import { staffAction } from '@/lib/auth/staff-action';
import type { RoleRefusal } from '@/lib/domain/role-refusal';
import { normalizeMail } from '@/lib/domain/search-query';
import { staffRoles } from '@/lib/domain/staff-role';
import { once } from '@/lib/http/form-field';
import { runtime } from '@/lib/runtime';
import { changeRoles } from '@/lib/staff/change-roles';

type RoleFormState = FormState<undefined, RoleRefusal>;

const roleForm = z.strictObject({
  key: once(z.uuid()),
  reason: once(z.string().trim().min(3).max(500)),
  email: once(z.string().max(254).transform(normalizeMail).pipe(z.email())),
  // No box ticked: the field does not come at all.
  roles: z.array(z.enum(staffRoles)).max(staffRoles.length).default([]),
});

/** Sets all roles of one person. */
export async function setRoles(_before: RoleFormState, form: FormData): Promise<RoleFormState> {
  return staffAction(form, {
    where: 'admin.set_roles',
    power: 'manage_staff',
    schema: roleForm,
    act: async (staff, input): Promise<ActResult<undefined, RoleRefusal>> => {
      const { db, now } = runtime();
      const changed = await changeRoles(db, staff, { ...input, now });
      if (!changed.ok) return changed;
      refresh();
      return { ok: true, value: undefined };
    },
  });
}
