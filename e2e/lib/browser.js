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

/** A page of its own person: cookies are shared with no other. */
export async function open(browser, { javaScript = true, dark = false, viewport = phone, locale = "en-IE" } = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: javaScript,
    colorScheme: dark ? "dark" : "light",
    viewport,
    locale,
    timezoneId: "Europe/Dublin",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
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

/** What axe finds against WCAG 2.2 AA, as readable lines. Needs JavaScript. */
export async function axe(page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.map(
    (v) => `${page.url()} ${v.id}: ${v.help}\n  ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 160)).join("\n  ")}`,
  );
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
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
