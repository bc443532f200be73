// Sending back, and what this phone lets the page do.

function helpView() {
  const told = h("p", { role: "status" });
  const noted = Object.keys(notes.sessions).length;
  const text = h("textarea", { readonly: true, rows: 6, "aria-label": "The log as text" });
  text.value = JSON.stringify(logOf(), null, 1);
  const sound = h("input", { type: "checkbox", checked: notes.get("sound", true), onchange: () => notes.set("sound", sound.checked) });
  return h("div", { class: "view help" }, h("h1", { tabindex: -1 }, "Notes and help"),
    h("section", null, h("h2", null, "Weights and reps"),
      h("p", null, "Start the session, or tick a set in its list and tap Noted: each set has fields for the weight and the reps that you did.")),
    h("section", null, h("h2", null, "Send back"),
      h("p", null, noted ? `You have notes on ${plural(noted, "session")}.` : "You have no notes yet."),
      h("p", null, "Send your notes back as a small file. RunPlan reads it on your computer and marks in the plan what you did."),
      button("Send back", async () => { told.textContent = await sendBack(); }, { class: "primary wide", id: "send", disabled: !noted }), told,
      noted ? h("details", null, h("summary", null, "Or copy it as text"), text) : null),
    h("section", null, h("h2", null, "What works on this phone"),
      h("ul", { class: "allowed" }, allowed().map(([what, may, otherwise]) => h("li", null,
        h("b", null, may ? "Yes" : "No"), h("span", null, what, may ? "" : h("span", { class: "quiet" }, ` ${otherwise}`))))),
      h("label", { class: "check" }, sound, "Sound and vibration in a session")),
    h("section", null, h("h2", null, "Where your notes are stored"),
      h("p", null, "In this browser on this phone. The page neither sends nor fetches anything: your notes leave the phone only when you press Send back, and go only where you send them."),
      h("p", null, "A newer page of the same plan shows your notes again if you open it in the same browser, from the same place. Send your notes back regularly: if you clear the browser's data, they are lost."),
      h("p", null, "If the plan and your note on this phone disagree about a session, your note counts.")),
    h("section", null, h("h2", null, "If the page does not work well"),
      h("h3", null, "If you see only a message about its script"),
      h("p", null, "Open the file in a browser: you are looking at a preview that does not run the page."),
      h("h3", null, "If the browser does not open the file, or does not keep your notes"),
      h("p", null, "Upload the file to your own website and open its address. Any site that can show a file will do; no program has to run there. With an https address, more of the items above may say Yes. Anyone who knows the address can read the plan; your notes stay on your phone."),
      h("h3", null, "If you hear nothing"),
      h("p", null, "Check the volume, the silent mode switch, and that sound is ticked above. The timer also works without sound.")),
    h("section", null, h("h2", null, "Pain"), h("p", null, plan.pain)));
}

function allowed() {
  const secure = window.isSecureContext ? "This browser does not offer it." : "This page does not come from an https address.";
  return [
    ["Keep your notes when the page is closed.", notes.keeps, "This browser does not allow it here: send your notes back before you close the page."],
    ["Keep the screen on during a session.", signals.may.screen, secure],
    ["Sound when a rest is over.", signals.may.sound, "This browser does not offer it."],
    ["Vibrate when a rest is over.", signals.may.vibration, "This browser does not offer it."],
    ["Send the log with the share sheet.", signals.may.share, "The page saves it as a file instead."],
  ];
}
