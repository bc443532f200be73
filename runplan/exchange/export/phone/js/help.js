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
      h("p", null, "A newer page of the same plan finds the notes again when you open it in the same browser, from the same place. Browsers may clear what a page has kept, Safari also after a week without a visit: send back regularly."),
      h("p", null, "Where the plan already says that a session was done or missed, your note on this phone comes first.")),
    h("section", null, h("h2", null, "If the page does not work well"),
      h("h3", null, "iPhone and iPad"),
      h("p", null, "Files and Mail show a preview of a page, which may neither run it nor keep notes, and Safari does not open a page from Files. Put the file on a web space of your own, open its address in Safari, and use Share, Add to Home Screen. iPhones do not let a page vibrate, and the switch for silent mode may mute its sound."),
      h("h3", null, "Android"),
      h("p", null, "Open the file with Chrome, Firefox or another browser, not with the viewer of the file manager. Browsers may refuse to keep notes for a page from a file; the list above says whether this one does."),
      h("h3", null, "A web space of your own"),
      h("p", null, "Any that shows a file will do; nothing has to run on it. With an address that begins with https the phone may keep the screen on and hand on files. Whoever knows the address can read the plan; your notes stay on your phone.")),
    h("section", null, h("h2", null, "Pain"), h("p", null, plan.pain)));
}

function allowed() {
  const secure = window.isSecureContext ? "This browser does not offer it." : "Only a page from an https address may.";
  return [
    ["Keep your notes when the page is closed.", notes.keeps, "This browser refuses it here: send back before you close the page."],
    ["Keep the screen on during a session.", signals.may.screen, secure],
    ["Sound when a rest is over.", signals.may.sound, "This browser does not offer it."],
    ["Vibrate when a rest is over.", signals.may.vibration, "This browser does not offer it."],
    ["Hand on the log by the share sheet.", signals.may.share, "It is saved as a file instead."],
  ];
}
