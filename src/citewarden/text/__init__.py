"""Pure helpers over text: no network, no disk, no model."""
