import { Fault } from '@/lib/fault';
import { faultProblem, type PlainAnswer } from '@/lib/http/problem';

export function toResponse(answer: PlainAnswer): Response {
  const body = typeof answer.body === 'string' ? answer.body : new Uint8Array(answer.body);
  return new Response(body, { status: answer.status, headers: { ...answer.headers } });
}

/** Runs a route's work; whatever it throws becomes problem JSON, once. */
export async function answering(where: string, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    return toResponse(faultProblem(error, where));
  }
}

/** For the methods that a route does not take; `allow` lists those it does (RFC 9110 §15.5.6). */
export function methodNotAllowed(where: string, allow: string): () => Response {
  return () => {
    const answer = faultProblem(new Fault('method_not_allowed'), where);
    return toResponse({ ...answer, headers: { ...answer.headers, allow } });
  };
}
