interface Stream {
  readonly manifestUrl: string;
  readonly hlsManifestUrl: string | undefined;
  readonly backupOrigin: string | undefined;
}

/**
 * The folders of a day's manifests, absolute and with a slash at the end, as CloudFront policies name them: `?` stands
 * for any one character. A folder inside another is not named again. Addresses that cannot be read are left out.
 */
export function mediaResources({ manifestUrl, hlsManifestUrl, backupOrigin }: Stream): readonly string[] {
  const originsOf = new Map<string, string[]>();
  for (const { folder, origin } of folders([manifestUrl, hlsManifestUrl ?? ''])) {
    const outer = [...originsOf.keys()].find((known) => folder.startsWith(known)) ?? folder;
    originsOf.set(outer, [...(originsOf.get(outer) ?? []), origin]);
  }
  const backups = originOf(backupOrigin);
  return [...originsOf].map(([folder, origins]) => `${common([...origins, ...backups])}${folder}`);
}

/** Whether those names hold for the second origin too, if there is one. */
export function isBackupCovered({ manifestUrl, backupOrigin }: Stream): boolean {
  const [first, second] = [originOf(manifestUrl)[0], originOf(backupOrigin)[0]];
  return second === undefined || second.length === first?.length;
}

function originOf(url: string | undefined): string[] {
  return url !== undefined && URL.canParse(url) ? [new URL(url).origin] : [];
}

/** Outer folders first. */
function folders(urls: readonly string[]): { folder: string; origin: string }[] {
  return urls
    .filter((url) => URL.canParse(url))
    .map((url) => new URL(url))
    .map(({ pathname, origin }) => ({ folder: pathname.slice(0, pathname.lastIndexOf('/') + 1), origin }))
    .map(({ folder, origin }) => ({ folder: folder.replaceAll('*', '?'), origin }))
    .sort((a, b) => a.folder.length - b.folder.length);
}

/**
 * One name for several origins of the same length, as `https://media-?.example.com`; else the first alone. A `*` would
 * cover any, but it stands for slashes and the query too: `…/another-day/1.m4s?/this-day/` would be let in.
 */
function common(origins: readonly string[]): string {
  const [first = '', ...others] = origins;
  if (others.some(({ length }) => length !== first.length)) return first;
  return Array.from(first, (letter, at) =>
    others.every((other) => other[at] === letter) ? letter : '?',
  ).join('');
}
