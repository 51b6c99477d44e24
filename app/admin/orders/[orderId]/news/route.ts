import { requireStaff } from '@/lib/auth/staff';
import { answerNews } from '../../../answer-news';

export const dynamic = 'force-dynamic';

/** Whether anything of an order has changed, for staff; 404 for anyone else. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/orders/[orderId]/news'>,
): Promise<Response> {
  const { orderId } = await params;
  const staffOf = () => requireStaff('find');
  return answerNews('admin.order_news', { request, staffOf, scope: { orderId } });
}
