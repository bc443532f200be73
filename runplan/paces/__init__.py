"""From a race, or an easy pace, to the pace of each kind of running: equations, races as text, fitness, bands."""
