// Getting about with the keyboard alone.

/** Where the focus is: what it is on, whether that can be seen, and whether something lies over it. */
export function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { on: "nothing", ring: true, hidden: false, at: {} };
    // A hidden radio shows its focus on the label around it.
    const around = element.closest("label, summary") ?? element;
    const ringed = [element, around].some((each) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(each);
      return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow.includes("0px 0px 0px");
    });
    const box = around.getBoundingClientRect();
    const over = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return {
      on: `${element.tagName.toLowerCase()} "${(around.innerText || element.name || element.id).trim().slice(0, 60)}"`,
      ring: ringed,
      hidden: !over || !(around.contains(over) || over.contains(around)),
      at: { name: element.name ?? "", value: element.value ?? "", text: around.innerText?.trim() ?? "", href: element.getAttribute("href") ?? "" },
    };
  });
}

/** Presses Tab until the focus is where `there` says; every stop's faults go into `faults`. */
export async function tabTo(page, there, faults, atMost = 120) {
  for (let stops = 0; stops < atMost; stops += 1) {
    await page.keyboard.press("Tab");
    const { on, ring, hidden, at } = await focus(page);
    const path = new URL(page.url()).pathname;
    if (!ring) faults.add(`${path}: nothing shows the focus on ${on}`);
    if (hidden) faults.add(`${path}: something lies over ${on}, or it is outside of the screen`);
    if (there(at)) return;
  }
  throw new Error(`the Tab key doesn't lead there: ${there}`);
}
