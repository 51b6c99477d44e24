import { buildId } from '@/lib/config/build-id';

export const dynamic = 'force-dynamic';

/** Liveness: touches nothing but the process itself. */
export function GET(): Response {
  return Response.json({ build: buildId() }, { headers: { 'cache-control': 'no-store' } });
}
