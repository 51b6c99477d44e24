import type { claimLinks } from '@/lib/db/schema/staff';
import type { ClaimRefusal } from '@/lib/domain/claim-link';

export type ClaimLink = typeof claimLinks.$inferSelect;

export type ClaimResult =
  { readonly ok: true; readonly orderId: string } | { readonly ok: false; readonly reason: ClaimRefusal };
