"""The worked negotiation: its records as files, read by ``story``, and turned into a repository by ``build``.

Nothing here decides anything: submissions, merges and versions go through the same functions as the commands.
"""
