import { randomUUID } from 'node:crypto';
import type { Bucket } from './aws-account';
import type { AwsCall } from './aws-call';
import { AwsError, type AwsReply, xmlReply } from './aws-reply';

const uploads = new Map<string, Map<number, Buffer>>();

/** S3's multipart upload: begun, each part put, completed. Undefined for a request that is no part of one. */
export function answerMultipart(call: AwsCall, bucket: Bucket, key: string): AwsReply | undefined {
  const { method, url } = call;
  if (method === 'POST' && url.searchParams.has('uploads')) {
    const uploadId = randomUUID();
    uploads.set(uploadId, new Map());
    return xmlReply('InitiateMultipartUploadResult', { Bucket: bucket.name, Key: key, UploadId: uploadId });
  }
  const uploadId = url.searchParams.get('uploadId');
  if (uploadId === null) return undefined;
  const parts = uploads.get(uploadId);
  if (parts === undefined)
    throw new AwsError('NoSuchUpload', 'The specified multipart upload does not exist.', 404);
  if (method === 'PUT') {
    const number = Number(url.searchParams.get('partNumber'));
    parts.set(number, call.body);
    return { status: 200, body: '', headers: { etag: `"part-${number}"` } };
  }
  uploads.delete(uploadId);
  if (method === 'DELETE') return { status: 204, body: '' };
  const inOrder = [...parts].sort(([one], [other]) => one - other).map(([, body]) => body);
  bucket.objects.set(key, Buffer.concat(inOrder));
  return xmlReply('CompleteMultipartUploadResult', { Bucket: bucket.name, Key: key, ETag: '"whole"' });
}
