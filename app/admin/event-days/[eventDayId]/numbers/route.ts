import { z } from 'zod';
import { requireStaff } from '@/lib/auth/staff';
import { BOARD_WINDOW, boardWindows } from '@/lib/domain/board';
import { Fault } from '@/lib/fault';
import { idSchema } from '@/lib/http/id-schema';
import { limitRate } from '@/lib/http/rate-limit';
import { answering, methodNotAllowed } from '@/lib/http/respond';
import { runtime } from '@/lib/runtime';
import { readBoard } from '@/lib/staff/read-board';

export const dynamic = 'force-dynamic';

const where = 'admin.board_numbers';
const query = z.strictObject({
  minutes: z
    .enum(boardWindows.map(String))
    .transform(Number)
    .pipe(z.literal(boardWindows))
    .default(BOARD_WINDOW),
  /** With the charts, which cost more and change by the minute. */
  chart: z.enum(['0', '1']).default('0'),
});

/** The live board's numbers as JSON, for staff who see the board; 404 for anyone else. Sixty times a minute at most. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/event-days/[eventDayId]/numbers'>,
): Promise<Response> {
  return answering(where, async () => {
    const staff = await requireStaff('see_board');
    await limitRate('board', staff.email);
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success) throw new Fault('bad_request', 'no such numbers', { cause: asked.error });
    const eventDayId = idSchema.safeParse((await params).eventDayId);
    if (!eventDayId.success) throw new Fault('not_found', 'no such event day');
    const { db, now } = runtime();
    const { minutes: window, chart } = asked.data;
    const wish = { eventDayId: eventDayId.data, window, withChart: chart === '1', now };
    return Response.json(await readBoard(db, staff, wish), { headers: { 'cache-control': 'no-store' } });
  });
}

export const POST = methodNotAllowed(where, 'GET, HEAD');
