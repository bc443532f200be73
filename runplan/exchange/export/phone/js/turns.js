// A session as turns: one side of one set each, what is done in turn taken together.

function turnsOf(session) {
  const rows = rowsOf(session), numbers = setsOf(session), groups = new Map();
  rows.forEach((row, place) => {
    const group = row.pair || place;
    groups.set(group, [...(groups.get(group) || []), place]);
  });
  const turns = [];
  for (const places of groups.values()) {
    const rounds = Math.max(...places.map((place) => rows[place].sets));
    for (let round = 0; round < rounds; round += 1) {
      for (const place of places.filter((one) => round < rows[one].sets)) {
        for (let side = 1; side <= rows[place].sides; side += 1) {
          turns.push({ place, row: rows[place], round: round + 1, set: numbers[place][round], side });
        }
      }
    }
  }
  return turns;
}

const isLastSide = (turn) => turn.side === turn.row.sides;
const isHeld = (turn) => turn.row.reps === null && turn.row.seconds !== null;
