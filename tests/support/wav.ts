/** A WAV file of the given format, as a program of our own writes none: for the tests of those that read them. */
export function wavFile({
  format,
  bits,
  channels = 1,
  sampleRateHz,
  data,
  isExtensible = false,
}: {
  /** 1 PCM, 3 floating point, 6 A-law, 7 µ-law. */
  format: number;
  bits: number;
  channels?: number;
  sampleRateHz: number;
  data: Buffer;
  isExtensible?: boolean;
}): Buffer {
  const fmt = Buffer.alloc(isExtensible ? 40 : 16);
  fmt.writeUInt16LE(isExtensible ? 0xfffe : format, 0);
  fmt.writeUInt16LE(channels, 2);
  fmt.writeUInt32LE(sampleRateHz, 4);
  fmt.writeUInt32LE((sampleRateHz * channels * bits) / 8, 8);
  fmt.writeUInt16LE((channels * bits) / 8, 12);
  fmt.writeUInt16LE(bits, 14);
  if (isExtensible) {
    fmt.writeUInt16LE(22, 16);
    fmt.writeUInt16LE(format, 24);
  }
  // A chunk of odd length, as editors write them, is followed by a byte that belongs to nobody.
  const chunks = [chunk("LIST", Buffer.from("INFOx")), chunk("fmt ", fmt), chunk("data", data)];
  const body = Buffer.concat([Buffer.from("WAVE"), ...chunks]);
  return chunk("RIFF", body);
}

function chunk(name: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, "latin1");
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

/** Sine tones one over the other, each of the given height (0 … 1). */
export function tones(
  sampleRateHz: number,
  seconds: number,
  parts: { hz: number; height: number }[],
): Float32Array {
  return Float32Array.from({ length: Math.round(sampleRateHz * seconds) }, (_, index) =>
    parts.reduce(
      (sum, { hz, height }) => sum + height * Math.sin((2 * Math.PI * hz * index) / sampleRateHz),
      0,
    ),
  );
}

/** How strong one tone is in a sound (Goertzel): its height, as `tones` takes it. */
export function strengthOf(samples: Float32Array, sampleRateHz: number, hz: number): number {
  let real = 0;
  let imaginary = 0;
  for (const [index, sample] of samples.entries()) {
    const angle = (2 * Math.PI * hz * index) / sampleRateHz;
    real += sample * Math.cos(angle);
    imaginary -= sample * Math.sin(angle);
  }
  return (2 * Math.hypot(real, imaginary)) / samples.length;
}

export function pcm16(samples: Float32Array): Buffer {
  const data = Buffer.alloc(samples.length * 2);
  for (const [index, sample] of samples.entries()) data.writeInt16LE(Math.round(sample * 0x7fff), index * 2);
  return data;
}
