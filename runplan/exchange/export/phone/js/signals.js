// Sound, vibration and a screen that stays on: each where the phone lets a page do it.

const signals = createSignals();

function createSignals() {
  let audio = null, lock = null, wanted = false;
  const may = {
    sound: "AudioContext" in window,
    vibration: typeof navigator.vibrate === "function",
    screen: Boolean(navigator.wakeLock) && window.isSecureContext,
    share: Boolean(navigator.canShare && navigator.share),
  };

  // Only a press may begin sound; from then on the page may go on by itself.
  function wake() {
    if (may.sound && !audio) audio = new AudioContext();
    if (audio && audio.state === "suspended") audio.resume().catch(() => {});
  }

  function tone(at, pitch, lasts) {
    const source = audio.createOscillator(), volume = audio.createGain();
    source.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + lasts);
    source.connect(volume).connect(audio.destination);
    source.start(at);
    source.stop(at + lasts);
  }

  // One tone to begin, two when something is over.
  function beep(count) {
    if (!notes.get("sound", true)) return;
    if (audio && audio.state === "running") {
      for (let number = 0; number < count; number += 1) tone(audio.currentTime + 0.28 * number, count > 1 ? 880 : 660, 0.22);
    }
    if (may.vibration && (!navigator.userActivation || navigator.userActivation.hasBeenActive)) {
      navigator.vibrate(Array.from({ length: 2 * count - 1 }, (_, number) => (number % 2 ? 120 : 200)));
    }
  }

  async function keepScreen(on) {
    wanted = on;
    if (!may.screen) return;
    if (!on) {
      if (lock) lock.release().catch(() => {});
      lock = null;
    } else if (!lock || lock.released) {
      lock = await navigator.wakeLock.request("screen").catch(() => null);
    }
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && wanted) keepScreen(true);
  });

  return { may, wake, beep, keepScreen };
}
