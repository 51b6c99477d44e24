import { frameMark } from './frame-link';

const parentOrigin = document.documentElement.dataset.parent ?? '';
if (parentOrigin !== '') window.parent.postMessage({ [frameMark]: 'challenge' }, parentOrigin);
