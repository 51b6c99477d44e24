import { notFound } from 'next/navigation';
import { idSchema } from '@/lib/http/id-schema';

/** The id of an address; the page is not found where it is none, and nothing of it reaches a query. */
export function idOrNotFound(id: string): string {
  return idSchema.safeParse(id).data ?? notFound();
}
