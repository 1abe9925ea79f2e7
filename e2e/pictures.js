// Takes the pictures that README shows: the demo, walked a little way, in docs/pictures.
//
// Run it by scripts/pictures. The typefaces are those of the machine: with the Debian packages fonts-noto-core and
// fonts-urw-base35 it looks as it does on most people's machines.

import { mkdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./lib/browser.js";
import { accept, ask, pledge, say } from "./lib/deeds.js";
import { enter, hamid, shared, teresa } from "./lib/people.js";
import { startDemo } from "./lib/site.js";

const folder = join(dirname(fileURLToPath(import.meta.url)), "..", "docs", "pictures");
const most = 120_000;

const phone = { width: 360, height: 720 };
const desktop = { width: 1096, height: 680 };

async function take(page, name, path, { dark = false, viewport = phone } = {}) {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
  if (path) await page.goto(path);
  // The light that falls on the page from above makes a picture three times as large.
  await page.evaluate(() => (document.body.style.backgroundImage = "none"));
  const file = join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  const { size } = statSync(file);
  console.log(`${name}.png: ${Math.round(size / 1000)} kB`);
  if (size > most) throw new Error(`${name}.png is larger than ${most / 1000} kB`);
}

/** Chooses a language on the person's own page. */
async function speak(page, language) {
  await page.goto("/me");
  await page.locator("#language").selectOption(language);
  await page.locator("form[action='/me'] button").click();
  await page.locator(".flash-success").waitFor();
}

mkdirSync(folder, { recursive: true });
const site = await startDemo("sqlite");
const browser = await launch();
try {
  const asker = await enter(browser, site, hamid);
  const helper = await enter(browser, site, teresa);
  const path = await ask(asker, {
    title: "A lift to the clinic on Thursday",
    kind: "Practical",
    circle: shared,
    words: "My car is at the garage, and the bus takes two hours. Any time in the morning would do.",
  });
  await pledge(helper, path, "I drive past it at nine anyway. Front seat's yours.");
  await asker.goto(path);
  await accept(asker, teresa);
  await say(asker, "Thank you, Teresa. I'll be at the corner.");
  await helper.goto(path);
  await say(helper, "Ten to nine, then. Bring the biscuits.");

  await take(helper, "today-phone", "/");
  await take(helper, "ask-new-phone-dark", "/asks/new", { dark: true });
  await take(asker, "ask", path, { viewport: desktop });
  await asker.setViewportSize(phone);
  await asker.goto(path);
  await asker.locator("#thread-title").evaluate((title) => title.scrollIntoView());
  await asker.mouse.wheel(0, -40);
  await take(asker, "thread-phone");
  const circle = await helper.goto("/circles").then(() => helper.getByRole("link", { name: shared }).getAttribute("href"));
  await take(helper, "circle-dark", circle, { viewport: { ...desktop, height: 580 }, dark: true });
  await speak(helper, "ar");
  await take(helper, "today-phone-arabic", "/");
} finally {
  await browser.close();
  await site.stop();
}
