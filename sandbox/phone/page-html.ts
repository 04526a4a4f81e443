/** The page's structure. Words with `data-i18n` are replaced by the script, in Spanish or English. */

const KEYS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** Only the caller speaks with the agent; the sentences themselves are put in by the script. */
const TRY_SAYING = `        <div class="try" role="group" data-i18n-label="trySaying" aria-label="Pruebe a decir:">
          <span class="hint" aria-hidden="true" data-i18n="trySaying">Pruebe a decir:</span>
          <div class="chips" data-testid="try-saying" data-try></div></div>
`;

/** Advisors' telephones that ring with nobody beside them; this one can be taken there. */
const ELSEWHERE = `      <div class="elsewhere" data-elsewhere data-testid="rings-elsewhere" aria-live="polite" hidden></div>
`;

function phone(number: 1 | 2, id: "a" | "b", key: "first" | "second", title: string): string {
  const keys = KEYS.map(
    (digit) => `<button type="button" data-key="${digit}" data-testid="key-${digit}">${digit}</button>`,
  );
  return `
    <section class="phone" data-testid="phone-${number}" data-phone="${id}" aria-labelledby="${id}-title">
      <header>
        <h2 id="${id}-title" data-i18n="${key}">${title}</h2>
        <p class="status"><span class="dot" aria-hidden="true"></span>
          <span role="status" data-testid="status" data-status></span>
          <span class="timer" data-testid="timer" data-timer></span></p>
      </header>
      <div class="mine">
        <label class="grow"><span data-i18n="ownNumber">Número propio</span>
          <input type="tel" data-own data-testid="own-number" autocomplete="off" inputmode="tel" list="people"
            aria-describedby="${id}-hint"></label>
        <label class="check"><input type="checkbox" role="switch" data-busy data-testid="busy"><span
          data-i18n="busy">Comunica</span></label>
        <p class="hint" id="${id}-hint" data-i18n="ownHint">Las llamadas a este número suenan aquí.</p>
      </div>
      <ul class="alerts" data-alerts hidden></ul>
${id === "b" ? ELSEWHERE : ""}      <div class="row" data-dial>
        <label class="grow"><span data-i18n="callWho">Llamar a un número del negocio</span>
          <select data-testid="dial-select" data-select></select></label>
        <button type="button" class="go" data-testid="call" data-call data-i18n="call">Llamar</button>
      </div>
      <div class="incoming" data-incoming data-testid="incoming" hidden>
        <p class="who"><strong data-who data-testid="who-calls"></strong> <span data-who-number></span></p>
        <p class="hint" data-ring-note></p>
        <div class="row">
          <button type="button" class="go grow" data-testid="answer" data-answer data-i18n="answer">Contestar</button>
          <button type="button" class="stop grow" data-testid="decline" data-decline data-i18n="decline">Rechazar</button>
        </div>
        <button type="button" data-testid="let-ring" data-let-ring
          data-i18n="letRing">Dejar sonar sin timbre</button>
      </div>
      <div class="row" data-leave hidden>
        <button type="button" class="stop grow" data-testid="hang-up" data-hangup data-i18n="hangup">Colgar</button>
      </div>
      <div class="lines" data-scroll role="log" tabindex="0" data-i18n-label="subtitles" aria-label="Subtítulos">
        <p class="hint" data-quiet data-i18n="quiet">Lo que se diga en la llamada se lee aquí.</p>
        <ol data-testid="subtitles" data-lines></ol></div>
      <div class="texts" data-texts hidden>
        <h3 class="hint" id="${id}-texts" data-i18n="texts">SMS recibidos</h3>
        <ul data-text-list data-testid="texts" aria-labelledby="${id}-texts" aria-live="polite"></ul></div>
      <div class="talk" data-talk hidden>
        <form class="row" data-say>
          <label class="grow"><span data-i18n="sayWhat">Diga algo</span>
            <input type="text" maxlength="2000" data-testid="say" data-say-input autocomplete="off"></label>
          <button type="submit" data-testid="say-send" data-i18n="say">Decir</button>
        </form>
${id === "a" ? TRY_SAYING : ""}        <button type="button" data-testid="mic" data-mic aria-pressed="false"
          data-i18n="mic">Hablar por el micrófono</button>
        <div class="keys" role="group" data-i18n-label="keypad" aria-label="Teclado">${keys.join("")}</div>
      </div>
    </section>`;
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%230f7f86'/%3E%3Ccircle cx='16' cy='16' r='8' fill='none' stroke='white' stroke-width='3'/%3E%3Ccircle cx='16' cy='16' r='2.5' fill='white'/%3E%3C/svg%3E";

export const PAGE_HTML = `<!doctype html>
<html lang="es">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>Centralita · Teléfonos de prueba</title>
  <link rel="icon" href="${ICON}">
  <link rel="stylesheet" href="/phones/style.css">
  <script type="module" src="/phones/phones.js"></script>
</head>
<body>
  <header class="top">
    <h1 data-i18n="title">Teléfonos de prueba</h1>
    <div class="options">
      <label class="check"><input type="checkbox" data-read><span data-i18n="read">Leer los subtítulos con la voz
        del navegador</span></label>
      <button type="button" data-language lang="en">English</button>
    </div>
    <p class="note" data-i18n="note">El agente sigue un guion: no hay inteligencia artificial detrás. Nada sale de este
      ordenador; ninguna llamada es real ni cuesta dinero.</p>
  </header>
  <main>${phone(1, "a", "first", "Teléfono 1 · quien llama")}${phone(2, "b", "second", "Teléfono 2 · asesor")}
  </main>
  <datalist id="people" data-people></datalist>
</body>
</html>
`;
