import { jsonb, timestamp } from 'drizzle-orm/pg-core';
import type { LocalizedText } from '@/lib/domain/localized-text';

/** A moment in time; always `timestamptz`. */
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
export const createdAt = () => at('created_at').notNull().defaultNow();
export const localized = (name: string) => jsonb(name).$type<LocalizedText>();
