import type { FunctionAnswer } from './aws-account';
import type { AwsCall } from './aws-call';
import { AwsError, type AwsReply } from './aws-reply';

/** How often each has answered already. */
const replied = new WeakMap<FunctionAnswer, number>();

/** Limits of the account, and invocations of functions that a stack made: what they answer is told by a control route, or by a process of ours. */
export async function answerLambda(call: AwsCall): Promise<AwsReply> {
  if (call.url.pathname === '/2016-08-19/account-settings' && call.method === 'GET')
    return json({ AccountLimit: { ConcurrentExecutions: call.account.concurrency } });
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(call.url.pathname)?.[1];
  if (name === undefined || call.method !== 'POST')
    throw new AwsError('UnknownOperationException', 'Unknown', 404);
  const made = [...call.account.stacks.values()].some(({ resources }) =>
    resources.some(({ type, physicalId }) => type === 'AWS::Lambda::Function' && physicalId === name),
  );
  const answer = call.account.functions.get(name);
  if (!made || answer === undefined)
    throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  if ('error' in answer) return failed(answer.error);
  if ('url' in answer) return forward(answer.url, call.body);
  const count = replied.get(answer) ?? 0;
  replied.set(answer, count + 1);
  return json(answer.replies[Math.min(count, answer.replies.length - 1)]);
}

async function forward(url: string, body: Buffer): Promise<AwsReply> {
  const response = await fetch(`${url}/2015-03-31/functions/function/invocations`, {
    method: 'POST',
    body: new Uint8Array(body),
  });
  const text = await response.text();
  return response.ok ? { status: 200, body: text } : failed(text);
}

/** A function that throws answers 200 all the same, with a header (Lambda API: Invoke). */
function failed(errorMessage: string): AwsReply {
  return { ...json({ errorType: 'Error', errorMessage }), headers: { 'x-amz-function-error': 'Unhandled' } };
}

function json(content: unknown): AwsReply {
  return { status: 200, body: JSON.stringify(content ?? null) };
}
