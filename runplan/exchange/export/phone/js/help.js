// Sending back, and what this phone lets the page do.

function helpView() {
  const told = h("p", { role: "status" });
  const noted = Object.keys(notes.sessions).length;
  const text = h("textarea", { readonly: true, rows: 6, "aria-label": "The log as text" });
  text.value = JSON.stringify(logOf(), null, 1);
  const sound = h("input", { type: "checkbox", checked: notes.get("sound", true), onchange: () => notes.set("sound", sound.checked) });
  return h("div", { class: "view help" }, h("h1", { tabindex: -1 }, "Notes and help"),
    h("section", null, h("h2", null, "Send back"),
      h("p", null, noted ? `You have noted something about ${plural(noted, "session")}.` : "You have not noted anything yet."),
      h("p", null, "Your notes go back as a small file. RunPlan reads it on your computer, and the plan then knows what you did."),
      button("Send back", async () => { told.textContent = await sendBack(); }, { class: "primary wide", id: "send", disabled: !noted }), told,
      noted ? h("details", null, h("summary", null, "Or copy it as text"), text) : null),
    h("section", null, h("h2", null, "What this phone allows"),
      h("ul", { class: "allowed" }, allowed().map(([what, may, otherwise]) => h("li", null,
        h("b", null, may ? "Yes" : "No"), h("span", null, what, may ? "" : h("span", { class: "quiet" }, ` ${otherwise}`))))),
      h("label", { class: "check" }, sound, "Sound and vibration in a session")),
    h("section", null, h("h2", null, "Where your notes are"),
      h("p", null, "In this browser on this phone. The page sends nothing anywhere and fetches nothing: what you note leaves the phone when you press Send back, and goes only where you send it."),
      h("p", null, "A newer page of the same plan finds the notes again when you open it in the same browser, from the same place. They are gone when the browser's data are cleared: send back regularly."),
      h("p", null, "Where the plan already says that a session was done or missed, your note on this phone comes first.")),
    h("section", null, h("h2", null, "If the page does not work well"),
      h("h3", null, "If only a text about its script is shown"),
      h("p", null, "Then you see a preview that does not run the page. Open the file in a browser."),
      h("h3", null, "If the browser does not open the file, or does not keep your notes"),
      h("p", null, "Put the file on a web space of your own and open its address. Any space that shows a file will do; nothing has to run on it. With an address that begins with https, more of the list above may say Yes. Whoever knows the address can read the plan; your notes stay on your phone."),
      h("h3", null, "If you hear nothing"),
      h("p", null, "Look at the volume and at the switch for silent mode, and whether sound is ticked above. The timer goes on without sound too.")),
    h("section", null, h("h2", null, "Pain"), h("p", null, plan.pain)));
}

function allowed() {
  const secure = window.isSecureContext ? "This browser does not offer it." : "This page does not come from an https address.";
  return [
    ["Keep your notes when the page is closed.", notes.keeps, "This browser refuses it here: send back before you close the page."],
    ["Keep the screen on during a session.", signals.may.screen, secure],
    ["Sound when a rest is over.", signals.may.sound, "This browser does not offer it."],
    ["Vibrate when a rest is over.", signals.may.vibration, "This browser does not offer it."],
    ["Hand on the log by the share sheet.", signals.may.share, "It is saved as a file instead."],
  ];
}
