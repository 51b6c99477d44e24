/** What the audience may do with the picture besides watching it; the same object is shown as the viewing conditions. */
export interface ViewingPolicy {
  /** Latecomers may start from the beginning of the show while it is on. Off: only what the live window holds. */
  readonly chasePlay: boolean;
  readonly pictureInPicture: boolean;
}

export const defaultViewingPolicy: ViewingPolicy = { chasePlay: false, pictureInPicture: true };
