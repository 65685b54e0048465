"""Citewarden audits health articles: claims, references, links, notices and what the sources really say."""

__version__ = "0.1.0"
