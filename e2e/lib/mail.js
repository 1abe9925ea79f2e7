// Mails, as a person's mail program reads them.

import { setTimeout as pause } from "node:timers/promises";

import { patience } from "./browser.js";

const bytes = (text) => Buffer.from(text, "latin1");

function quotedPrintable(text) {
  return text.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}

function decoded(text, encoding) {
  if (/base64/i.test(encoding)) return Buffer.from(text, "base64").toString("utf8");
  if (/quoted-printable/i.test(encoding)) return bytes(quotedPrintable(text)).toString("utf8");
  return bytes(text).toString("utf8");
}

/** Words that RFC 2047 hides from old programs. */
function words(header) {
  return header
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?[^?]+\?([bq])\?([^?]*)\?=/gi, (_, kind, text) =>
      /b/i.test(kind) ? decoded(text, "base64") : decoded(text.replaceAll("_", " "), "quoted-printable"),
    );
}

function split(source) {
  const [, head, body] = source.match(/^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/) ?? [null, source, ""];
  const headers = new Map();
  for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = line.match(/^([^:]+):\s*(.*)$/) ?? [];
    if (name) headers.set(name.toLowerCase(), value);
  }
  return { header: (name) => headers.get(name.toLowerCase()) ?? "", body };
}

/** The parts that can be read, whatever they are wrapped in. */
function texts({ header, body }) {
  const boundary = header("content-type").match(/boundary="?([^";]+)"?/)?.[1];
  if (!boundary) return [{ type: header("content-type"), text: decoded(body, header("content-transfer-encoding")) }];
  const parts = body.split(`--${boundary}`).slice(1, -1);
  return parts.flatMap((part) => texts(split(part.replace(/^\r?\n/, ""))));
}

/** A mail from its source. */
export function read(source) {
  const mail = split(source);
  const plain = texts(mail).find(({ type }) => /text\/plain/i.test(type)) ?? texts(mail)[0];
  return { to: mail.header("to"), subject: words(mail.header("subject")), header: mail.header, text: plain.text };
}

/** The mail to an address that `fits`, as soon as it has arrived. */
export async function arrival(site, address, fits = () => true) {
  const end = Date.now() + patience;
  for (;;) {
    const mine = site.mails().map(read).filter(({ to }) => to.includes(address));
    const found = mine.find(fits);
    if (found) return found;
    if (Date.now() > end) {
      const others = mine.map(({ subject }) => `  ${subject}`).join("\n");
      throw new Error(`no such mail to ${address} has arrived; these have:\n${others}`);
    }
    await pause(100);
  }
}

/** The address in a mail whose path begins so. */
export function link(mail, path) {
  const found = mail.text.match(new RegExp(`https?://[^\\s<>"]+${path}[^\\s<>")]*`));
  if (!found) throw new Error(`the mail has no link to ${path}:\n${mail.text}`);
  return found[0];
}

/** The headers by which a mail program offers to turn mails off (RFC 8058). */
export function oneClick(mail) {
  return {
    url: mail.header("list-unsubscribe").match(/<(https?:[^>]+)>/)?.[1],
    body: mail.header("list-unsubscribe-post"),
  };
}
