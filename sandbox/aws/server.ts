import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listenOnLoopback } from '../listen';
import { type AwsCall, readForm, readSignature } from './aws-call';
import { AwsError, type AwsReply, jsonError, jsonReply, queryError, xmlReply } from './aws-reply';
import { readChunkedBody } from './chunked-body';
import { answerCloudFormation } from './cloudformation';
import { answerControl, type Control, createControl, noteCall } from './control';
import { answerLambda } from './lambda';
import { answerRds } from './rds';
import { answerS3 } from './s3';
import { answerSecretsManager } from './secrets-manager';
import { answerSns } from './sns';
import { answerSsm } from './ssm';
import { answerSts } from './sts';
import { answerTagging } from './tagging';

type Service = (call: AwsCall) => AwsReply | Promise<AwsReply>;

/** By the name that a signature has. */
const services: Readonly<Record<string, Service>> = {
  cloudformation: answerCloudFormation,
  lambda: answerLambda,
  rds: answerRds,
  s3: answerS3,
  secretsmanager: answerSecretsManager,
  sns: answerSns,
  ssm: answerSsm,
  sts: answerSts,
  tagging: answerTagging,
};
const speaksJson = new Set(['ssm', 'tagging', 'secretsmanager', 'lambda']);

/** AWS on loopback, as far as deploying, removing and rehearsing a restore ask for it. Rejects when the port is taken. */
export async function startAwsTwin(options: {
  port?: number;
  account: string;
}): Promise<{ url: string; close(): Promise<void> }> {
  const control = createControl(options.account);
  const server = createServer((request, response) => {
    answer(control, request)
      .then((reply) => send(response, reply))
      .catch((error: unknown) => {
        console.error('aws twin:', error);
        response.destroy();
      });
  });
  return listenOnLoopback(server, options.port);
}

async function answer(control: Control, request: IncomingMessage): Promise<AwsReply> {
  const url = new URL(request.url ?? '/', 'http://twin');
  const method = request.method ?? 'GET';
  const body = await buffer(request);
  if (url.pathname.startsWith('/_sandbox/'))
    try {
      return jsonReply(answerControl(control, { method, url, body: body.toString('utf8') }));
    } catch (error) {
      return jsonReply({ error: String(error) }, 400);
    }
  const { headers } = request;
  let service = '';
  try {
    const signed = readSignature(headers.authorization);
    ({ service } = signed);
    const isChunked = headers['x-amz-content-sha256']?.toString().startsWith('STREAMING-') === true;
    const call: AwsCall = {
      ...signed,
      account: control.account,
      method,
      url,
      target: headers['x-amz-target']?.toString(),
      checksum: headers['x-amz-checksum-sha256']?.toString(),
      body: isChunked ? readChunkedBody(body) : body,
    };
    noteCall(control, described(call));
    const known = services[service];
    if (known === undefined)
      throw new AwsError('UnknownOperationException', `There is no twin of ${service}.`);
    return await known(call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    if (service === 's3') return s3Error(error);
    return speaksJson.has(service) ? jsonError(error) : queryError(error);
  }
}

function s3Error({ code, message, status }: AwsError): AwsReply {
  return { ...xmlReply('Error', { Code: code, Message: message }), status };
}

function described(call: AwsCall): { service: string; region: string; operation: string; subject: string } {
  const { service, region, method, url, target } = call;
  const named = { service, region };
  if (service === 'lambda') {
    const operation = method === 'GET' ? 'GetAccountSettings' : 'Invoke';
    return { ...named, operation, subject: url.pathname.split('/')[3] ?? '' };
  }
  if (service === 's3') return { ...named, operation: `${method}Object`, subject: url.pathname };
  if (target !== undefined) return { ...named, operation: target.split('.')[1] ?? '', subject: '' };
  const form = readForm(call);
  return {
    ...named,
    operation: form.get('Action') ?? '',
    subject:
      form.get('StackName') ?? form.get('DBClusterIdentifier') ?? form.get('DBInstanceIdentifier') ?? '',
  };
}

function send(response: ServerResponse, { status, headers, body }: AwsReply): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
