"""spaCy components, each a pure function behind a thin factory."""
