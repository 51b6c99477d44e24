import { requireStaff } from '@/lib/auth/staff';
import { answerNews } from '../../../answer-news';

export const dynamic = 'force-dynamic';

/** Whether anything of a viewer has changed, for staff; 404 for anyone else. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/admin/viewers/[viewerId]/news'>,
): Promise<Response> {
  const { viewerId } = await params;
  const staffOf = () => requireStaff('find');
  return answerNews('admin.viewer_news', { request, staffOf, scope: { viewerId } });
}
