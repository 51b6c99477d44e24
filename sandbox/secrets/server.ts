import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { listenOnLoopback } from '../listen';
import { answerControl, createControl, type Control } from './control';
import { getSecretValue, type JsonReply, parseRequest, refuse } from './get-secret-value';

/**
 * AWS Secrets Manager on loopback, read side only (JSON 1.1, GetSecretValue), holding `secrets` as name → text.
 * Rejects when the port is taken.
 */
export async function startSecretsTwin(options: {
  port?: number;
  secrets: Record<string, string>;
}): Promise<{ url: string; close(): Promise<void> }> {
  const control = createControl(options.secrets);
  const server = createServer((request, response) => {
    answer(control, request, response).catch((error: unknown) => {
      console.error('secrets twin:', error);
      response.destroy();
    });
  });
  return listenOnLoopback(server, options.port);
}

async function answer(control: Control, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://twin');
  const body = await text(request);
  const isControl = url.pathname.startsWith('/_sandbox/');
  const reply = isControl
    ? answerControl(control, { method: request.method ?? 'GET', url, body })
    : await answerApi(control, request, body);
  response.writeHead(reply.status, {
    'content-type': isControl ? 'application/json' : 'application/x-amz-json-1.1',
    'x-amzn-requestid': randomUUID(),
  });
  response.end(JSON.stringify(reply.body));
}

async function answerApi(control: Control, request: IncomingMessage, body: string): Promise<JsonReply> {
  const refusal = refuseUnsigned(request) ?? refuseOtherOperation(request);
  if (refusal !== undefined) return refusal;
  const parsed = parseRequest(body);
  if ('status' in parsed) return parsed;
  const fault = control.takeFault(parsed.SecretId);
  if (fault?.kind === 'slow') await setTimeout(fault.ms);
  const reply =
    fault?.kind === '500'
      ? {
          status: 500,
          body: { __type: 'InternalServiceError', message: 'An error occurred on the server side.' },
        }
      : getSecretValue(control.store, parsed);
  control.note({
    operation: 'GetSecretValue',
    secretId: parsed.SecretId,
    versionStage: parsed.VersionStage ?? 'AWSCURRENT',
    status: reply.status,
  });
  return reply;
}

/** The form of Signature Version 4 is checked, not the signature: the twin holds no access keys. */
function refuseUnsigned(request: IncomingMessage): JsonReply | undefined {
  const { authorization } = request.headers;
  if (!authorization?.startsWith('AWS4-HMAC-SHA256 ')) {
    return refuse('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  const credential = /Credential=[^/\s]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(authorization);
  const isComplete =
    /SignedHeaders=[^,\s]+/.test(authorization) &&
    /Signature=[0-9a-f]{64}/.test(authorization) &&
    request.headers['x-amz-date'] !== undefined;
  if (credential === null || !isComplete) {
    return refuse('IncompleteSignatureException', 'The Authorization header is not complete.');
  }
  if (credential[2] === 'secretsmanager') return undefined;
  return refuse(
    'InvalidSignatureException',
    "Credential should be scoped to correct service: 'secretsmanager'.",
  );
}

function refuseOtherOperation(request: IncomingMessage): JsonReply | undefined {
  const isKnown =
    request.method === 'POST' &&
    request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue' &&
    request.headers['content-type']?.startsWith('application/x-amz-json-1.1') === true;
  return isKnown ? undefined : refuse('UnknownOperationException');
}
