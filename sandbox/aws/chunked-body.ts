/**
 * The bytes of a body in `aws-chunked` (S3 API: STREAMING-UNSIGNED-PAYLOAD-TRAILER): chunks with their length in
 * hexadecimal before them, and trailing headers after the last.
 */
export function readChunkedBody(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length;) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = Number.parseInt(body.subarray(at, lineEnd).toString('latin1'), 16);
    if (!(length > 0)) break;
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
  return Buffer.concat(parts);
}
