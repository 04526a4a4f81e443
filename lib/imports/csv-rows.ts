/** What no honest file goes beyond. */
export const MAX_COLUMNS = 200;
export const MAX_CELL_LENGTH = 20_000;

/** Why a file cannot be read any further, as a key of `imports.errors`, and in which row. */
export class UnreadableFile extends Error {
  readonly reason: "unclosed_quote" | "cell_too_long" | "too_many_columns";
  readonly row: number;

  constructor(reason: UnreadableFile["reason"], row: number) {
    super(`${reason} in row ${row}`);
    this.reason = reason;
    this.row = row;
  }
}

/**
 * Rows of separated text, read piece by piece: whatever the file, no more is held than one row (RFC 4180). Lenient where spreadsheets are:
 * line ends of any system, quotes inside a cell that does not begin with one, and what follows a closing quote belong to the cell.
 */
export class CsvRows {
  readonly #separator: string;
  readonly #special: RegExp;
  #cells: string[] = [];
  #cell = "";
  #state: "start" | "plain" | "quoted" | "quote_in_quoted" = "start";
  #endsWithReturn = false;
  /** Rows begun so far; the first one is 1. */
  #row = 1;

  constructor(separator: string) {
    this.#separator = separator;
    this.#special = new RegExp(`[\\r\\n${separator === "|" ? "\\|" : separator}]`, "g");
  }

  /** The rows that end in this piece. Throws UnreadableFile. */
  push(text: string): string[][] {
    const rows: string[][] = [];
    let at = 0;
    if (this.#endsWithReturn && text.length > 0) {
      this.#endsWithReturn = false;
      if (text[0] === "\n") at = 1;
    }
    while (at < text.length) {
      switch (this.#state) {
        case "start":
          // Spaces before a quote, or before anything else, say nothing.
          if (text[at] === '"') this.#state = "quoted";
          else if (text[at] !== " ") this.#state = "plain";
          if (this.#state !== "plain") at += 1;
          break;
        case "quoted":
          at = this.#readQuoted(text, at);
          break;
        case "quote_in_quoted":
          // Doubled it is a character of the cell; alone it ends the quoted part.
          if (text[at] === '"') {
            this.#append('"');
            this.#state = "quoted";
            at += 1;
          } else this.#state = "plain";
          break;
        case "plain":
          at = this.#readPlain(text, at, rows);
          break;
      }
    }
    return rows;
  }

  /** The last row, where no line end follows it. Throws UnreadableFile. */
  end(): string[][] {
    if (this.#state === "quoted") throw new UnreadableFile("unclosed_quote", this.#row);
    if (this.#cells.length === 0 && this.#cell === "" && this.#state !== "quote_in_quoted") return [];
    return [this.#endRow()];
  }

  #readQuoted(text: string, at: number): number {
    const quote = text.indexOf('"', at);
    this.#append(quote === -1 ? text.slice(at) : text.slice(at, quote));
    if (quote === -1) return text.length;
    this.#state = "quote_in_quoted";
    return quote + 1;
  }

  #readPlain(text: string, at: number, rows: string[][]): number {
    this.#special.lastIndex = at;
    const found = this.#special.exec(text);
    this.#append(text.slice(at, found?.index));
    if (!found) return text.length;
    const [character] = found;
    if (character === this.#separator) {
      this.#endCell();
      return found.index + 1;
    }
    rows.push(this.#endRow());
    if (character === "\n") return found.index + 1;
    this.#endsWithReturn = found.index + 1 === text.length;
    return found.index + (text[found.index + 1] === "\n" ? 2 : 1);
  }

  #append(text: string): void {
    this.#cell += text;
    if (this.#cell.length > MAX_CELL_LENGTH)
      throw new UnreadableFile(this.#state === "quoted" ? "unclosed_quote" : "cell_too_long", this.#row);
  }

  #endCell(): void {
    this.#cells.push(this.#cell);
    this.#cell = "";
    this.#state = "start";
    if (this.#cells.length > MAX_COLUMNS) throw new UnreadableFile("too_many_columns", this.#row);
  }

  #endRow(): string[] {
    this.#endCell();
    const row = this.#cells;
    this.#cells = [];
    this.#row += 1;
    return row;
  }
}
