import { createHash } from 'node:crypto';
import type { Bucket } from './aws-account';
import type { AwsCall } from './aws-call';
import { AwsError, type AwsReply, xmlReply } from './aws-reply';
import { answerMultipart } from './multipart-upload';

const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** S3 in path style: what uploading assets and records needs, and reading them again. */
export function answerS3(call: AwsCall): AwsReply {
  const { method, url } = call;
  const [, name = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const bucket = call.account.buckets.get(name);
  if (bucket === undefined) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  const key = rest.join('/');
  if (key === '') return answerBucket(call, bucket);
  const part = answerMultipart(call, bucket, key);
  if (part !== undefined) return part;
  if (method === 'PUT') return putObject(call, bucket, key);
  const found = bucket.objects.get(key);
  if (found === undefined) throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404);
  if (method === 'GET' || method === 'HEAD')
    return {
      status: 200,
      body: found,
      headers: { etag: etag(found), 'content-type': 'application/octet-stream' },
    };
  throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
}

function answerBucket({ method, url }: AwsCall, bucket: Bucket): AwsReply {
  if (method === 'HEAD') return { status: 200, body: '', headers: { 'x-amz-bucket-region': bucket.region } };
  if (url.searchParams.has('location'))
    return xmlReply('LocationConstraint', { '#text': bucket.region }, namespace);
  if (url.searchParams.has('encryption'))
    return xmlReply('ServerSideEncryptionConfiguration', {
      Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
    });
  const prefix = url.searchParams.get('prefix') ?? '';
  const keys = [...bucket.objects].filter(([key]) => key.startsWith(prefix));
  return xmlReply(
    'ListBucketResult',
    {
      Name: bucket.name,
      Prefix: prefix,
      KeyCount: keys.length,
      IsTruncated: false,
      Contents: keys.map(([key, body]) => ({ Key: key, Size: body.length, ETag: etag(body) })),
    },
    namespace,
  );
}

/** With `x-amz-checksum-sha256` a body that is another one is refused, as the original does. */
function putObject(call: AwsCall, bucket: Bucket, key: string): AwsReply {
  const said = call.checksum;
  const real = createHash('sha256').update(call.body).digest('base64');
  if (said !== undefined && said !== real)
    throw new AwsError('BadDigest', 'The SHA256 you specified did not match the calculated checksum.');
  bucket.objects.set(key, call.body);
  return { status: 200, body: '', headers: { etag: etag(call.body) } };
}

function etag(body: Buffer): string {
  return `"${createHash('md5').update(body).digest('hex')}"`;
}
