/** Who stands on which channel of a recording, from the first. */
export const CHANNELS = ["person", "other"] as const;
type Channel = (typeof CHANNELS)[number];
/** Null: everybody. */
export type Heard = Channel | null;

export interface ChannelSound {
  hear: (heard: Heard) => void;
  close: () => void;
}

/**
 * Takes the sound of a media element and lets one side of it through, to both ears. From then on the element sounds through here only: to be
 * made at a press, because a browser keeps an audio context silent until somebody has done something.
 */
export function openChannelSound(media: HTMLMediaElement): ChannelSound {
  const context = new AudioContext();
  const source = context.createMediaElementSource(media);
  const splitter = context.createChannelSplitter(CHANNELS.length);
  const both = context.createGain();
  both.connect(context.destination);
  const resume = () => void context.resume();
  media.addEventListener("play", resume);
  return {
    hear: (heard) => {
      source.disconnect();
      splitter.disconnect();
      if (heard === null) source.connect(both);
      else {
        source.connect(splitter);
        // One channel into a gain of one: played on every loudspeaker.
        splitter.connect(both, CHANNELS.indexOf(heard));
      }
      resume();
    },
    close: () => {
      media.removeEventListener("play", resume);
      void context.close();
    },
  };
}
