import type { HeaderReader } from '@/lib/http/header-reader';
import { faultProblem, type PlainAnswer } from '@/lib/http/problem';
import { answerLicense } from '@/lib/playback/answer-license';
import { runtime } from '@/lib/runtime';
import { type FunctionUrlEvent, type FunctionUrlReply, replyOf } from './function-url';

/**
 * What `POST /api/license/[keySystem]` answers, without a web request: the first one of a process loads Node's fetch, which
 * takes about as long as an empty function takes to start. Never throws.
 */
export async function postLicense(keySystem: string, event: FunctionUrlEvent): Promise<FunctionUrlReply> {
  const { status, headers, body } = await answerOf(keySystem, event);
  return replyOf({ status, headers, cookies: [], bytes: Buffer.from(body) });
}

async function answerOf(keySystem: string, event: FunctionUrlEvent): Promise<PlainAnswer> {
  try {
    const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
    const { db, now } = runtime();
    return await answerLicense(db, { keySystem, headers: readerOf(event), body }, now);
  } catch (error) {
    return faultProblem(error, 'license');
  }
}

function readerOf({ headers, cookies = [] }: FunctionUrlEvent): HeaderReader {
  const all: Readonly<Record<string, string | undefined>> =
    cookies.length === 0 ? headers : { ...headers, cookie: cookies.join('; ') };
  return { get: (name) => all[name.toLowerCase()] ?? null };
}
