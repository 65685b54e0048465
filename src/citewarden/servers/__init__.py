"""Servers for other programs: an editor's (`citewarden lsp`) and an assistant's (`citewarden mcp`).

Nobody imports them but the command line, and each stands on a package that only it needs.
"""
