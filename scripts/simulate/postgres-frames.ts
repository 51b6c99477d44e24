/** One message of the wire protocol (PostgreSQL 18 manual, 54.7); the startup message has no type. */
export interface Frame {
  readonly type: string;
  readonly body: Buffer;
  readonly raw: Buffer;
}

/** Cuts a byte stream into messages; what is left over waits for the next chunk. */
export function createFrameReader(startsWithoutType: boolean): (chunk: Buffer) => Frame[] {
  let rest = Buffer.alloc(0);
  let isUntyped = startsWithoutType;
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (;;) {
      const head = isUntyped ? 0 : 1;
      if (rest.length < head + 4) return frames;
      const end = head + rest.readInt32BE(head);
      if (rest.length < end) return frames;
      frames.push({
        type: isUntyped ? '' : String.fromCharCode(rest.readUInt8(0)),
        body: rest.subarray(head + 4, end),
        raw: rest.subarray(0, end),
      });
      isUntyped = false;
      rest = rest.subarray(end);
    }
  };
}

/** The SQL of a Query or Parse message. */
export function statementOf({ type, body }: Frame): string | undefined {
  if (type === 'Q') return body.toString('utf8', 0, body.indexOf(0));
  if (type !== 'P') return undefined;
  const start = body.indexOf(0) + 1;
  return body.toString('utf8', start, body.indexOf(0, start));
}
