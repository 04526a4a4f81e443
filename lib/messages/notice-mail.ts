import type { MailWords } from "./notice-words";

/** For readers without HTML, and for those who search. */
export function mailText({ badge, title, lead, facts, passages, button, footer }: MailWords): string {
  return [
    badge ? `${badge.text.toLocaleUpperCase()} · ${title}` : title,
    lead,
    facts.map(({ label, value }) => `${label}: ${value}`).join("\n"),
    ...passages.map(({ label, text }) => `${label}:\n${text}`),
    `${button.text}: ${button.href}`,
    `-- \n${footer}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const LIGHT = { ink: "#26221d", muted: "#6a6259", line: "#e3dfd8", canvas: "#f7f5f2", surface: "#ffffff" };
const ACCENT = "#0f6466";
const PRESSING = { late: "#a52a22", urgent: "#7a4f00" };

/**
 * One column of tables with the styles on the elements: Outlook's Word engine knows no other layout, Gmail keeps no other styles where it
 * clips. Readers in the dark that honour `color-scheme` get the second set; those that turn colours round by themselves find no
 * picture and no white box that would stay behind. Nothing is fetched from anywhere.
 */
export function mailHtml(words: MailWords): string {
  const { language, business, subject, title, lead, footer } = words;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(subject)}</title>
<style>
:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.canvas{background:#171513!important}.surface{background:#211e1b!important;border-color:#3a3631!important}
.ink{color:#f1eeea!important}.muted{color:#b5aea5!important}.line{border-color:#3a3631!important}
.quote{border-color:#4fb3b1!important}.link{color:#7fd6d3!important}
}
</style>
</head>
<body class="canvas" style="margin:0;padding:0;background:${LIGHT.canvas}">
<table role="presentation" class="canvas" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${LIGHT.canvas}">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="560" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:560px">
<tr><td class="muted" style="${FONT};font-size:13px;line-height:20px;color:${LIGHT.muted};padding:0 4px 10px">${escaped(business)}</td></tr>
<tr><td class="surface" bgcolor="${LIGHT.surface}" style="background:${LIGHT.surface};border:1px solid ${LIGHT.line};border-radius:8px;padding:24px">
${badgeHtml(words)}<h1 class="ink" style="${FONT};font-size:20px;line-height:28px;font-weight:600;color:${LIGHT.ink};margin:0">${escaped(title)}</h1>
<p class="muted" style="${FONT};font-size:15px;line-height:22px;color:${LIGHT.muted};margin:4px 0 0">${escaped(lead)}</p>
${factsHtml(words)}${passagesHtml(words)}${buttonHtml(words)}
</td></tr>
<tr><td class="muted" style="${FONT};font-size:12px;line-height:18px;color:${LIGHT.muted};padding:12px 4px 0">${escaped(footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

function badgeHtml({ badge }: MailWords): string {
  if (!badge) return "";
  const color = badge.isLate ? PRESSING.late : PRESSING.urgent;
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td bgcolor="${color}" style="${FONT};background:${color};border-radius:4px;font-size:12px;line-height:16px;font-weight:600;color:#ffffff;padding:3px 8px">${escaped(badge.text)}</td></tr></table>
<div style="height:10px;line-height:10px;font-size:10px">&nbsp;</div>
`;
}

function factsHtml({ facts }: MailWords): string {
  if (facts.length === 0) return "";
  const rows = facts.map(({ label, value, href }) => {
    const shown = href
      ? `<a class="link" href="${escaped(href)}" style="color:${ACCENT};text-decoration:underline;white-space:nowrap">${escaped(value)}</a>`
      : escaped(value);
    const cell = `${FONT};font-size:15px;line-height:22px;padding:8px 0;border-top:1px solid ${LIGHT.line}`;
    return `<tr><td class="muted line" width="150" valign="top" style="${cell};color:${LIGHT.muted};padding-right:12px">${escaped(label)}</td><td class="ink line" valign="top" style="${cell};color:${LIGHT.ink}">${shown}</td></tr>`;
  });
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin-top:18px">${rows.join("\n")}</table>
`;
}

function passagesHtml({ passages }: MailWords): string {
  return passages
    .map(
      ({
        label,
        text,
      }) => `<p class="muted" style="${FONT};font-size:13px;line-height:20px;color:${LIGHT.muted};margin:16px 0 4px">${escaped(label)}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ink quote" style="${FONT};font-size:16px;line-height:24px;color:${LIGHT.ink};border-left:3px solid ${ACCENT};padding:2px 0 2px 14px;word-break:break-word">${lines(text)}</td></tr></table>
`,
    )
    .join("");
}

/** The colour is the cell's, so that Outlook, which knows no padding of links, draws a button too. */
function buttonHtml({ button }: MailWords): string {
  return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin-top:22px"><tr><td bgcolor="${ACCENT}" style="background:${ACCENT};border-radius:6px;mso-padding-alt:11px 18px"><a href="${escaped(button.href)}" style="${FONT};display:inline-block;font-size:15px;line-height:20px;font-weight:600;color:#ffffff;text-decoration:none;padding:11px 18px">${escaped(button.text)}</a></td></tr></table>`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

function lines(text: string): string {
  return escaped(text).replace(/\r\n|\r|\n/g, "<br>");
}
