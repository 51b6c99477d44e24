import { findBox, type Mp4Box, readBoxes, readText, viewOf } from './mp4-boxes';

export type MediaKind = 'video' | 'audio';

export interface MediaSample {
  data: Uint8Array;
  /** In units of the track's timescale, as `compositionOffset`. */
  duration: number;
  flags: number;
  compositionOffset: number;
}

export interface MediaTrack {
  kind: MediaKind;
  /** Units per second. */
  timescale: number;
  /** ftyp and moov. */
  init: Uint8Array;
  samples: MediaSample[];
}

type Defaults = Pick<MediaSample, 'duration' | 'flags'> & { size: number };

/** Reads a fragmented MP4 with one track. Defaults must stand in tfhd: trex is not read. */
export function readTrack(file: Uint8Array): MediaTrack {
  const media = findBox(file, 'moov/trak/mdia');
  const header = findBox(file, 'mdhd', media);
  const handler = findBox(file, 'hdlr', media);
  const samples: MediaSample[] = [];
  for (const moof of readBoxes(file)) {
    if (moof.type === 'moof') samples.push(...readFragment(file, moof));
  }
  return {
    kind: readText(file, handler.body + 8, 4) === 'vide' ? 'video' : 'audio',
    timescale: viewOf(file).getUint32(header.body + (file[header.body] === 1 ? 20 : 12)),
    init: file.subarray(0, findBox(file, 'moov').end),
    samples,
  };
}

function readFragment(file: Uint8Array, moof: Mp4Box): MediaSample[] {
  const traf = findBox(file, 'traf', moof);
  const defaults = readDefaults(file, findBox(file, 'tfhd', traf));
  return [...readBoxes(file, traf.body, traf.end)]
    .filter((box) => box.type === 'trun')
    .flatMap((run) => readRun({ file, run, defaults, moofStart: moof.start }));
}

function readDefaults(file: Uint8Array, tfhd: Mp4Box): Defaults {
  const fields = optionalFields(file, tfhd, 8);
  fields.skip(0x1, 8);
  fields.skip(0x2, 4);
  return {
    duration: fields.unsigned(0x8) ?? 0,
    size: fields.unsigned(0x10) ?? 0,
    flags: fields.unsigned(0x20) ?? 0,
  };
}

function readRun(from: {
  file: Uint8Array;
  run: Mp4Box;
  defaults: Defaults;
  moofStart: number;
}): MediaSample[] {
  const { file, run, defaults } = from;
  const count = viewOf(file).getUint32(run.body + 4);
  const fields = optionalFields(file, run, 8);
  const offset = fields.signed(0x1);
  if (offset === undefined) throw new Error('A trun without a data offset is not read.');
  let flags = fields.unsigned(0x4);
  let start = from.moofStart + offset;
  return Array.from({ length: count }, () => {
    const duration = fields.unsigned(0x100) ?? defaults.duration;
    const end = start + (fields.unsigned(0x200) ?? defaults.size);
    const ownFlags = fields.unsigned(0x400);
    const compositionOffset = fields.signed(0x800) ?? 0;
    const sample = { data: file.subarray(start, end), duration, compositionOffset };
    const read = { ...sample, flags: ownFlags ?? flags ?? defaults.flags };
    start = end;
    flags = undefined;
    return read;
  });
}

/** Reads fields that are there only when their flag is set, in the order of the box. */
function optionalFields(file: Uint8Array, box: Mp4Box, from: number) {
  const view = viewOf(file);
  const flags = view.getUint32(box.body) & 0xffffff;
  let at = box.body + from;
  const take = (flag: number, size: number): number | undefined => {
    if ((flags & flag) === 0) return undefined;
    at += size;
    return at - size;
  };
  return {
    skip: (flag: number, size: number): void => void take(flag, size),
    unsigned: (flag: number): number | undefined => {
      const place = take(flag, 4);
      return place === undefined ? undefined : view.getUint32(place);
    },
    signed: (flag: number): number | undefined => {
      const place = take(flag, 4);
      return place === undefined ? undefined : view.getInt32(place);
    },
  };
}
