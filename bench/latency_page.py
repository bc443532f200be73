"""What stands in the page for bench/latency.py, a clock for its frames and its messages, and the figures of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["ARM", "BEGIN", "FINISHED", "SEEN", "SOCKETS", "Event", "event_of"]

# Before JupyterLab's own scripts: every kernel connection notes its frames' sizes.
SOCKETS = """(() => {
    const Plain = window.WebSocket, noted = (window.latencyFrames = []);
    const size = data => typeof data === "string" ? data.length : data.byteLength ?? data.size;
    const note = data => noted.push([performance.now(), size(data)]);
    window.WebSocket = class extends Plain {
        constructor(...named) {
            super(...named);
            if (/\\/channels/.test(this.url)) this.addEventListener("message", event => note(event.data));
        }
        send(data) {
            if (/\\/channels/.test(this.url)) note(data);
            super.send(data);
        }
    };
})()"""

# Once a notebook has run: watch its outputs and its kernel. A change counts as painted when the frame that shows it is
# done: the first task after the next animation frame. A picture changes what is seen when it has loaded. Frames are
# noted with the first change that they show.
ARM = """() => {
    const panel = window.jupyterapp.shell.currentWidget, kernel = panel.sessionContext.session.kernel;
    const state = (window.latency = {start: 0, changes: [], painted: [], messages: [], open: new Set(), heard: 0});
    const now = () => performance.now();
    let since = 0;
    const after = new MessageChannel();
    after.port1.onmessage = ({data}) => state.painted.push([data, now()]);
    const changed = onBoard => {
        state.changes.push([now(), onBoard]);
        if (since) return;
        since = now();
        requestAnimationFrame(() => { after.port2.postMessage(since); since = 0; });
    };
    const onBoard = ({target}) => Boolean((target.closest ? target : target.parentElement)?.closest(".rp-board"));
    const watch = new MutationObserver(records => changed(onBoard(records[0]) || onBoard(records[records.length - 1])));
    for (const area of panel.content.node.querySelectorAll(".jp-OutputArea")) {
        watch.observe(area, {subtree: true, childList: true, attributes: true, characterData: true});
        area.addEventListener("load", () => changed(false), true);
    }
    window.addEventListener("keydown", event => {
        if (!state.start && event.key.startsWith("Arrow")) state.start = now();
    }, true);
    kernel.anyMessage.connect((_, {msg, direction}) => {
        state.heard = now();
        const type = msg.header.msg_type, parent = msg.parent_header?.msg_id ?? "";
        if (direction === "send" && msg.channel === "shell") state.open.add(msg.header.msg_id);
        if (type === "status" && msg.content.execution_state === "idle") state.open.delete(parent);
        const values = type === "comm_msg" ? msg.content.data?.state : undefined;
        state.messages.push({
            at: state.heard, sent: Date.parse(msg.header.date) - performance.timeOrigin, type, direction, parent,
            id: msg.header.msg_id, scene: values?.scene,
            said: (type === "status" ? msg.content.execution_state : msg.content.data?.method) ?? "",
        });
    });
}"""

BEGIN = """() => {
    Object.assign(window.latency, {start: 0, changes: [], painted: [], messages: []});
    window.latencyFrames.length = 0;
}"""

# All that an event has caused, once the kernel has nothing left to do for it and nothing has moved for a while.
FINISHED = """([quiet, patience]) => new Promise((resolve, reject) => {
    const state = window.latency, begun = performance.now();
    const look = () => {
        const now = performance.now();
        const last = Math.max(state.start, state.heard, ...state.changes.map(one => one[0]),
            ...state.painted.map(one => one[1]));
        if (state.start && state.changes.length && state.painted.length && !state.open.size && now - last > quiet) {
            resolve({
                start: state.start, changes: state.changes, painted: state.painted,
                messages: state.messages.map(one => ({...one, scene: one.scene?.slice(0, 80) ?? ""})),
                frames: [...window.latencyFrames],
            });
        } else if (now - begun > patience) {
            reject(new Error(`not done: ${JSON.stringify([state.start, state.changes.length, state.open.size])}`));
        } else setTimeout(look, 25);
    };
    look();
})"""

# How much of each is seen, from 0 to 1: whatever cuts it off counts.
SEEN = """selectors => Promise.all(selectors.map(selector => new Promise(resolve => {
    const node = document.querySelector(selector);
    if (!node) { resolve(0); return; }
    new IntersectionObserver(([entry], watch) => {
        watch.disconnect();
        resolve(entry.intersectionRatio);
    }).observe(node);
})))"""


@dataclass(frozen=True)
class Event:
    """One key press and what it caused, in milliseconds after it."""

    total: float
    afterwards: float  # the last frame of all, with what the page asked for after a pause
    messages: int
    kilobytes: float
    planning: float = 0.0
    parts: Mapping[str, float] = field(default_factory=dict)

    @property
    def rest(self) -> float:
        """All but the planning."""
        return self.total - self.planning


def event_of(raw: Mapping[str, Any], name: str, *, planned: bool, parted: bool) -> Event:
    """What the page noted, in figures.

    Parameters
    ----------
    raw : mapping
        What `FINISHED` gave.
    name : str
        Whose event it was, for an error.
    planned : bool
        Whether the kernel answers with a plan.
    parted : bool
        Whether it answers with one message, so that the time before and after it can be told apart.
    """
    start, messages, painted = raw["start"], raw["messages"], raw["painted"]
    asked = [one for one in messages if one["direction"] == "send" and one["type"] == "comm_msg"]
    answers = [one for one in messages if one["parent"] == asked[0]["id"]]
    busy = next(one for one in answers if one["said"] == "busy")
    idle = next(one for one in answers if one["said"] == "idle")
    # What the board asks for by itself, once the hand has paused, is an answer to the pause and not to the key.
    pause = next((one["at"] for one in asked[1:] if one["said"] == "custom"), math.inf)
    end = max(at for changed, at in painted if changed < pause)
    known = {
        "total": end - start,
        "afterwards": max(at for _, at in painted) - start,
        "messages": sum(one["type"] == "comm_msg" for one in messages if one["at"] <= end),
        "kilobytes": sum(size for at, size in raw["frames"] if at <= end) / 1000,
    }
    if not parted:
        return Event(**known)
    answer = [one for one in answers if one["type"] == "comm_msg"][-1]
    planning = 0.0
    if planned:
        scenes = [one["scene"] for one in answers if one["scene"]]
        said = re.match(r'\{"v":\d+,"ms":([\d.]+),"ok":1', answer["scene"])
        if said is None or len(scenes) > 1:
            raise RuntimeError(f"After a move of {name} a plan was to come, once and last; there came {scenes}")
        planning = float(said[1])
    drawn = next(at for at, on_board in raw["changes"] if at >= answer["at"] and (on_board or not planned))
    parts = {
        "to the kernel": busy["sent"] - start,
        "planning": planning,
        "rest of the kernel": answer["sent"] - busy["sent"] - planning,
        "to the page": answer["at"] - answer["sent"],
        "script": drawn - answer["at"],
        "style, layout, paint": end - drawn,
        "kernel, after its answer": idle["sent"] - answer["sent"],
    }
    return Event(**known, planning=planning, parts=parts)
