import { z } from 'zod';
import { ApiError } from './api-error';

export interface ControlRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Parsed JSON, undefined without a body. */
  body: unknown;
}

export interface ControlReply {
  status: number;
  body: object;
}

/** Does what a body of the right shape asks for: 400 for any other shape, 404 and 409 for what the state refuses. */
export function replyWith<Body>(
  schema: z.ZodType<Body>,
  body: unknown,
  act: (wanted: Body) => object,
): ControlReply {
  const wanted = schema.safeParse(body);
  if (!wanted.success) return { status: 400, body: { error: z.prettifyError(wanted.error) } };
  try {
    return { status: 200, body: act(wanted.data) };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { status, message } = error.detail;
    return { status: status === 404 ? 404 : 409, body: { error: message } };
  }
}
