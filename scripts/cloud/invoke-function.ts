import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { clientOf } from './aws-clients';

/** As long as a function may run (Lambda Developer Guide), and a little. */
const requestTimeout = 920_000;

/**
 * Invokes a function and resolves with what it returned. Rejects with the function's own words when it failed, and with AWS's
 * error (`ResourceNotFoundException` where there is no such function) when it was not run. It is never invoked twice.
 */
export async function invokeFunction(region: string, name: string, event: object): Promise<unknown> {
  const client = new LambdaClient({
    ...clientOf(region),
    maxAttempts: 1,
    requestHandler: { requestTimeout },
  });
  const { FunctionError, Payload } = await client.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(event) }),
  );
  const text = Buffer.from(Payload ?? []).toString('utf8');
  if (FunctionError !== undefined) throw new Error(`${name} failed: ${said(text)}`);
  return JSON.parse(text);
}

/** Lambda API, Invoke: a failure is JSON with `errorMessage`. */
function said(payload: string): string {
  const message: unknown = Reflect.get(Object(JSON.parse(payload)), 'errorMessage');
  return typeof message === 'string' ? message.slice(0, 500) : 'it does not say why';
}
