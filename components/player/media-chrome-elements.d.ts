import type { HTMLAttributes, RefAttributes } from 'react';

type ElementProps = HTMLAttributes<HTMLElement> & RefAttributes<HTMLElement>;

interface ControllerProps extends ElementProps {
  /** Seconds without movement after which the controls fade. */
  readonly autohide?: string;
  readonly defaultstreamtype?: 'live' | 'on-demand';
  /** Keys are ours (use-player-shortcuts.ts): media-chrome's own map differs, and cannot be told apart from it. */
  readonly nohotkeys?: boolean;
  readonly nomutedpref?: boolean;
  readonly nosubtitleslangpref?: boolean;
}

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'media-controller': ControllerProps;
      'media-control-bar': ElementProps;
      'media-play-button': ElementProps;
      'media-mute-button': ElementProps;
      'media-volume-range': ElementProps;
      'media-time-range': ElementProps;
      'media-pip-button': ElementProps;
      'media-fullscreen-button': ElementProps;
      'media-loading-indicator': ElementProps;
    }
  }
}
