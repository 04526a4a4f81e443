/** The agent's ear: from the caller's audio in any format to words, words so far, and voice without words. */
import { Listener } from "../speech";
import { InputDecoder } from "./audio-formats";

export interface EarCallbacks {
  words(text: string): void;
  partial(text: string): void;
  voice(active: boolean): void;
  /** Somebody spoke and it carried no text: a real microphone. */
  voiceWithoutWords(): void;
}

export class Ear {
  readonly #on: EarCallbacks;
  readonly #decoder: InputDecoder;
  readonly #listener: Listener;
  #isVoice = false;
  #partial = "";
  #hasWords = false;

  constructor(format: string, on: EarCallbacks) {
    this.#on = on;
    this.#decoder = new InputDecoder(format);
    this.#listener = new Listener({
      text: (text) => {
        this.#partial = "";
        this.#hasWords = true;
        on.words(text);
      },
      partial: (text) => {
        this.#partial = text;
        if (text !== "") on.partial(text);
      },
      voice: (active) => this.#hearVoice(active),
    });
  }

  /** The same audio as µ-law. */
  hear(audio: Uint8Array): Uint8Array {
    const ulaw = this.#decoder.decode(audio);
    this.#listener.push(ulaw);
    return ulaw;
  }

  isVoice(): boolean {
    return this.#isVoice;
  }

  #hearVoice(active: boolean): void {
    this.#isVoice = active;
    if (active) {
      this.#partial = "";
      this.#hasWords = false;
      this.#on.voice(true);
      return;
    }
    const [partial, hasWords] = [this.#partial, this.#hasWords];
    this.#partial = "";
    // A sentence that was cut: the words that came before count.
    if (partial !== "") this.#on.words(partial);
    else if (!hasWords) this.#on.voiceWithoutWords();
    this.#on.voice(false);
  }
}
