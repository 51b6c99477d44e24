import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';

/** What goes back over HTTP. */
export interface AwsReply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error of a service, by the name and words of its API reference. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

const builder = new XMLBuilder({ suppressEmptyNode: true });

/** Lists are `{ member: [...] }` where the service says so; absent values are left out. */
export function xmlReply(root: string, content: object, namespace?: string): AwsReply {
  const opening = namespace === undefined ? root : `${root} xmlns="${namespace}"`;
  const inner = String(builder.build(content));
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?><${opening}>${inner}</${root}>`,
  };
}

/** The answer of a service of the query protocol (CloudFormation, RDS, SNS, STS). */
export function queryReply(action: string, result: object): AwsReply {
  return xmlReply(`${action}Response`, {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: randomUUID() },
  });
}

export function queryError({ code, message, status }: AwsError): AwsReply {
  const type = status < 500 ? 'Sender' : 'Receiver';
  const content = { Error: { Type: type, Code: code, Message: message }, RequestId: randomUUID() };
  return { ...xmlReply('ErrorResponse', content), status };
}

export function jsonReply(content: object, status = 200): AwsReply {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify(content),
  };
}

export function jsonError({ code, message, status }: AwsError): AwsReply {
  const reply = jsonReply({ __type: code, message }, status);
  return { ...reply, headers: { ...reply.headers, 'x-amzn-errortype': code } };
}
