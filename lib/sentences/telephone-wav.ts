/** RIFF header of format 7 (µ-law), mono, 8,000 bytes a second. */
export function wavOf(mulaw: Buffer): Buffer {
  const header = Buffer.alloc(46);
  header.write("RIFF", 0);
  header.writeUInt32LE(38 + mulaw.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(18, 16);
  header.writeUInt16LE(7, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8000, 24);
  header.writeUInt32LE(8000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.writeUInt16LE(0, 36);
  header.write("data", 38);
  header.writeUInt32LE(mulaw.length, 42);
  return Buffer.concat([header, mulaw]);
}

/** What stands in the `data` chunk of a RIFF file. */
export function soundOf(wav: Buffer): Buffer {
  let at = 12;
  while (at + 8 <= wav.length) {
    const bytes = wav.readUInt32LE(at + 4);
    if (wav.toString("latin1", at, at + 4) === "data") return wav.subarray(at + 8, at + 8 + bytes);
    at += 8 + bytes + (bytes % 2);
  }
  throw new Error("a recording without sound");
}
