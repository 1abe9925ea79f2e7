// What people do here, step by step as they do it on the pages. Each begins where the one before has ended.

/** Opens what is folded away, as a tap on its heading does. */
export async function unfold(page, heading) {
  const folded = page.locator("details:not([open])", { has: page.locator("summary", { hasText: heading }) });
  if (await folded.count()) await folded.locator("summary").click();
}

/** Fills in the page for asking. */
export async function fillAsk(page, { title, kind, circle, words }) {
  await page.getByLabel("What do you need?").fill(title);
  await page.getByRole("radio", { name: kind }).check();
  await page.getByRole("radio", { name: circle }).check();
  if (words) {
    await unfold(page, "More");
    await page.getByLabel("Tell a little more").fill(words);
  }
}

/** Asks, beginning anywhere; the path of the ask. */
export async function ask(page, what) {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Ask" }).first().click();
  await page.waitForURL("**/asks/new");
  await fillAsk(page, what);
  await page.getByRole("main").getByRole("button", { name: "Ask", exact: true }).click();
  await page.waitForURL((url) => url.pathname !== "/asks/new");
  return new URL(page.url()).pathname;
}

export async function pledge(page, path, words) {
  await page.goto(path);
  await page.getByLabel("A few words").fill(words);
  await page.getByRole("button", { name: "I’ll help" }).click();
  await page.getByText("The one who asks has been told").waitFor();
}

export async function accept(page, person) {
  await page.getByRole("button", { name: `Say yes to ${person.name}` }).click();
  await page.getByText("You said yes. Now you both see how to reach each other.").waitFor();
}

export async function say(page, words) {
  await page.getByLabel("Write to all of them").fill(words);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Sent.", { exact: true }).waitFor();
}

/** Tells how a pledge went, from the page of its ask; `how` is one of the choices. */
export async function finish(page, { how, minutes, words }) {
  await page.getByRole("link", { name: "Say how it went" }).first().click();
  await page.waitForURL("**/finish");
  await tell(page, { how, minutes, words });
}

/** Fills in and sends how it went. */
export async function tell(page, { how, minutes, words }) {
  await page.getByRole("radio", { name: new RegExp(`^${how}`) }).check();
  if (minutes) await page.getByLabel("About how many minutes").fill(minutes);
  if (words) await page.getByRole("main").locator("textarea[name=words]").fill(words);
  await page.getByRole("button", { name: "Tell it" }).click();
  await page.waitForURL((url) => !/\/(finish|tell)$/.test(url.pathname));
}
