import { getSecretValue, parseRequest, refuse } from '../secrets/get-secret-value';
import type { AwsCall } from './aws-call';
import { type AwsReply, jsonReply } from './aws-reply';

/** Secrets Manager, by the twin that we have of it (sandbox/secrets): values are put in by a control route. */
export function answerSecretsManager({ account, target, body }: AwsCall): AwsReply {
  if (target !== 'secretsmanager.GetSecretValue') return plain(refuse('UnknownOperationException'));
  const request = parseRequest(body.toString('utf8'));
  return plain('status' in request ? request : getSecretValue(account.secrets, request));
}

function plain({ status, body }: { status: number; body: object }): AwsReply {
  return jsonReply(body, status);
}
