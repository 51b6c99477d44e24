import { type MarkPlace, nextMarkPlace } from './mark-place';

const MOVES_MS = 20_000;
const MOVES_MS_WITH_LESS_MOTION = 60_000;

/**
 * Keeps a code over the picture, in another place every 20 s: taken out of the document, changed or hidden, it is put
 * back before the next frame is painted. It cannot be clicked and is not read out. Returns what takes it away.
 */
export function guardMark(frame: HTMLElement, code: string): () => void {
  const hasLessMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  let place = nextMarkPlace(undefined, Math.random());
  let { mark, seal } = makeMark(code, place);
  const isUntouched = (): boolean => mark.parentNode === frame && sealOf(mark) === seal;
  const observer = new MutationObserver(() => {
    if (!isUntouched()) put();
  });

  /** Always a new element: whatever was done to the old one, listeners included, is gone with it. */
  function put(): void {
    observer.disconnect();
    mark.remove();
    ({ mark, seal } = makeMark(code, place));
    frame.append(mark);
    observer.observe(frame, { childList: true });
    observer.observe(mark, { attributes: true, characterData: true, childList: true, subtree: true });
  }

  put();
  const moves = setInterval(
    () => {
      place = nextMarkPlace(place, Math.random());
      put();
    },
    hasLessMotion ? MOVES_MS_WITH_LESS_MOTION : MOVES_MS,
  );
  return () => {
    clearInterval(moves);
    observer.disconnect();
    mark.remove();
  };
}

function makeMark(code: string, place: MarkPlace): { mark: HTMLElement; seal: string } {
  const mark = document.createElement('span');
  mark.textContent = code;
  mark.ariaHidden = 'true';
  // media-chrome fades what has no such attribute when nobody moves.
  mark.setAttribute('noautohide', '');
  mark.style.cssText = styleAt(place);
  return { mark, seal: sealOf(mark) };
}

function sealOf(mark: HTMLElement): string {
  return mark.outerHTML;
}

/** Inline and important: no rule of a style sheet is stronger. */
function styleAt({ top, left, right }: MarkPlace): string {
  const rules = {
    position: 'absolute',
    inset: `${top}% ${percent(right)} auto ${percent(left)}`,
    display: 'block',
    visibility: 'visible',
    opacity: '0.35',
    'z-index': '1',
    color: 'white',
    'text-shadow': '0 0 3px black, 0 0 1px black',
    font: '700 clamp(0.75rem, 1.6vw, 1.25rem) / 1.2 ui-monospace, monospace',
    'letter-spacing': '0.1em',
    'pointer-events': 'none',
    'user-select': 'none',
    transform: 'none',
    filter: 'none',
    'clip-path': 'none',
    transition: 'none',
  };
  return Object.entries(rules)
    .map(([name, value]) => `${name}: ${value} !important`)
    .join('; ');
}

function percent(distance: number | undefined): string {
  return distance === undefined ? 'auto' : `${distance}%`;
}
