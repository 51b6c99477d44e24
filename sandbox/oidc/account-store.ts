import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';

const accountSchema = z.strictObject({
  id: z.string().min(1),
  email: z.email(),
  email_verified: z.boolean(),
  name: z.string().min(1),
  role: z.enum(['viewer', 'staff']),
  groups: z.array(z.string()).optional(),
  /** How they prove who they are (RFC 8176); a password alone when absent. */
  amr: z.array(z.string()).optional(),
});

export type Account = z.infer<typeof accountSchema>;

export interface AccountStore {
  listed: readonly Account[];
  findById(id: string): Account | undefined;
  /** Any address at example.jp exists from the moment it is asked for; others are unknown. */
  findOrCreateByEmail(email: string): Account | undefined;
}

/** The accounts of accounts.json plus the viewers made on the fly; nothing outlives the process. */
export function createAccountStore(): AccountStore {
  const file = readFileSync(new URL('./accounts.json', import.meta.url), 'utf8');
  const listed = z.array(accountSchema).parse(JSON.parse(file));
  const byId = new Map(listed.map((account) => [account.id, account]));
  const byEmail = new Map(listed.map((account) => [account.email, account]));
  return {
    listed,
    findById: (id) => byId.get(id),
    findOrCreateByEmail(typed) {
      const email = typed.trim().toLowerCase();
      const known = byEmail.get(email);
      if (known !== undefined) return known;
      if (!email.endsWith('@example.jp') || !z.email().safeParse(email).success) return undefined;
      const account = newViewer(email);
      byId.set(account.id, account);
      byEmail.set(email, account);
      return account;
    },
  };
}

/** The subject follows from the address, so a viewer stays the same one after a restart. */
function newViewer(email: string): Account {
  const digest = createHash('sha256').update(email).digest('hex').slice(0, 24);
  return {
    id: `sandbox|${digest}`,
    email,
    email_verified: true,
    name: email.slice(0, email.indexOf('@')),
    role: 'viewer',
  };
}
