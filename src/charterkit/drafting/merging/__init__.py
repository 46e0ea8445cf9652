"""The parts of a merge: the past it builds on, structure, words, what stands against what."""
