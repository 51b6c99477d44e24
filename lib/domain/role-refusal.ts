/** Why roles were not changed. */
export const roleRefusals = ['sign_in_again', 'own_owner_role', 'last_owner', 'unchanged'] as const;

export type RoleRefusal = (typeof roleRefusals)[number];
