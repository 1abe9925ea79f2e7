// Browsers: Debian's Chromium, at phone or desktop width, with or without JavaScript, light or dark.

import AxeBuilder from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

const executablePath = process.env.MUTUA_CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);

/** Chromium, told to leave the network alone. */
export function launch() {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export const phone = { width: 360, height: 780 };
export const desktop = { width: 1280, height: 900 };

/** Long enough for a machine that does other work too. */
export const patience = 30_000;

/** A page of its own person: cookies are shared with no other. Paths are those of the site. */
export async function open(browser, site, { javaScript = true, dark = false, viewport = phone, locale = "en-IE" } = {}) {
  const context = await browser.newContext({
    baseURL: site.url,
    javaScriptEnabled: javaScript,
    colorScheme: dark ? "dark" : "light",
    viewport,
    // A colour that is halfway to another would be measured as neither.
    reducedMotion: "reduce",
    locale,
    timezoneId: "Europe/Dublin",
  });
  context.setDefaultTimeout(patience);
  return tab(context);
}

/** A page in a browser that has one open already: the same person's second tab. */
export async function tab(context) {
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error}`));
  page.on("console", (message) => {
    const text = message.text();
    // A page that answers 4xx on purpose is reported here too; those are looked at by the walks themselves.
    if (message.type() === "error" && !/status of 4\d\d/.test(text)) faults.push(`${page.url()}: ${text}`);
  });
  page.faults = faults;
  return page;
}

/** What axe finds against WCAG 2.2 AA, as readable lines; `rules` to look at those alone. Needs JavaScript. */
export async function axe(page, rules) {
  // The other mode is for frames, of which there are none here, and takes twice as long.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (rules) builder.withRules(rules);
  else builder.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const { violations } = await builder.analyze();
  return violations.map((v) => {
    const nodes = v.nodes.slice(0, 3).map((n) => `${n.html.slice(0, 160)} (${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ""})`);
    return `${v.id}: ${v.help}\n      ${nodes.join("\n      ")}`;
  });
}

/** How far the page is wider than the screen, in pixels. */
export function overflow(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** A picture, where MUTUA_PICTURES names a folder. */
export async function picture(page, name) {
  const folder = process.env.MUTUA_PICTURES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  // The bar at the bottom of a phone would else lie across the middle of a long page.
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...size, height: Math.max(size.height, height) });
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.setViewportSize(size);
}
